// A at the left, B above, and where a row of A meets a column of B their product: the numbers lie as the sum needs
// them. Beside it the sum itself, a product on each line.

const GAP = 26;
const MARGIN = 16;

function render({ model, el }) {
  const read = () => [model.get("A"), model.get("B")].map((rows) => rows.map((row) => [...row]));
  let [A, B] = read();
  const [m, n, p] = [A.length, B.length, B[0].length];
  const total = m * n * p;
  let step = model.get("step");
  let reached = step;
  const view = frame(el, {
    name: "matrix_product",
    title: "Matrix product",
    note: model.get("note"),
    alert: model.get("learner") !== "",
  });
  const mine = learner(model, { question: () => ({ A, B }), changed: () => refresh() });
  let own = false;
  const tell = (name, value) => {
    own = true; // setting a trait calls this page's own listeners as well
    model.set(name, value);
    own = false;
    refresh();
  };
  const go = (to) => {
    step = to;
    reached = Math.max(reached, step);
    tell("step", step);
  };
  const save = () => model.save_changes();

  const beside = add(view.body, "div", { class: "nnl-beside" });
  const svg = add(beside, "svg", { role: "group", "aria-label": "The two matrices and their product" });
  const change = (name, i, k, value) => {
    (name === "A" ? A : B)[i][k] = value;
    mine.moving();
    tell(
      name,
      (name === "A" ? A : B).map((row) => [...row]),
    );
  };
  const grids = productGrids(svg, { A, B, compared: mine.active, change, release: mine.ask, save });
  grids.choose((i, j) => go((i * p + j + 1) * n));
  const sum = productSum(beside, { n, learner: mine.active ? model.get("learner") : "" });
  const steps = stepper(view.body, {
    label: "Products so far",
    count: () => total,
    page: n,
    show: (v) => `${v} of ${total}`,
    get: () => step,
    change: go,
    release: save,
  });
  const whole = add(
    view.body.querySelector(".nnl-steps"),
    "button",
    { type: "button", class: "nnl-steady" },
    "Show all",
  );
  whole.addEventListener("click", () => {
    if (reached < total) reached = total;
    else [step, reached] = [0, 0];
    tell("step", step);
    save();
  });

  let ready = false;
  function layout(width) {
    grids.layout(width);
    sum.layout(width);
    steps.resize();
    ready = true;
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!ready) return;
    const index = Math.max(Math.ceil(step / n) - 1, 0);
    const added = step - index * n;
    const [i, j] = [Math.floor(index / p), index % p];
    const C = A.map((row) => B[0].map((_, c) => row.reduce((all, v, k) => all + v * B[k][c], 0)));
    const yours = mine.active ? (mine.answer.values ?? []).map(number) : null;
    const done = Math.floor(reached / n);
    const partial = A[i].slice(0, added).reduce((all, v, k) => all + v * B[k][j], 0);
    grids.draw({ A, B, C, i, j, added, done, partial, yours, stale: mine.stale });
    sum.draw({
      row: A[i],
      column: B.map((r) => r[j]),
      i,
      j,
      added,
      partial,
      your: yours?.[index],
      stale: mine.stale,
    });
    steps.draw();
    say(whole, reached < total ? "Show all" : "Clear");
    if (mine.active) view.judge(mine.state, mine.message);
    const terms = A[i].slice(0, added).map((v, k) => `${brief(v)} times ${brief(B[k][j])}`);
    const spoken = terms.length ? `${terms.join(" plus ")} is ${brief(partial)}` : "no product yet";
    view.announce(`Row ${i + 1}, column ${j + 1}: ${spoken}.${mine.active ? ` ${mine.message}` : ""}`);
  });

  const stop = watch(view.body, layout);
  const fromKernel = () => {
    if (own) return;
    [A, B] = read();
    step = model.get("step");
    reached = Math.max(reached, step);
    refresh();
  };
  const changes = ["change:A", "change:B", "change:step"];
  for (const each of changes) model.on(each, fromKernel);
  return () => {
    stop();
    steps.stop();
    mine.stop();
    for (const each of changes) model.off(each, fromKernel);
  };
}

export default { render };
