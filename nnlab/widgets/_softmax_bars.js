// Softmax under the hand: the rows, and two sliders that move all logits at once.

const softmax = (z) => {
  const top = Math.max(...z);
  const powers = z.map((v) => Math.exp(v - top));
  const total = powers.reduce((a, b) => a + b);
  return powers.map((v) => v / total);
};
const FAR = 1000;

function render({ model, el }) {
  const reach = model.get("reach");
  const name = model.get("learner");
  const state = {};
  const read = () => {
    for (const trait of ["z", "shift", "scale", "offset"]) state[trait] = model.get(trait);
  };
  read();
  const logits = () => state.z.map((v) => state.scale * v + state.shift + state.offset);

  const view = frame(el, {
    name: "softmax_bars",
    title: "Softmax",
    note: model.get("note"),
    alert: name !== "",
  });
  const svg = add(view.body, "svg", { role: "group", "aria-label": "Logits and their softmax" });
  const mine = learner(model, { question: () => ({ logits: logits() }), changed: () => refresh() });

  // The page keeps what the hand does; the kernel hears of it on release.
  let own = false;
  const move = (changes) => {
    Object.assign(state, changes);
    own = true; // setting a trait calls this page's own listeners as well
    for (const [trait, value] of Object.entries(changes)) model.set(trait, value);
    own = false;
    mine.moving();
    refresh();
  };
  const change = (row, to) => {
    const wanted = clamp(Math.round(to * 10) / 10, state.offset - reach, state.offset + reach);
    const raw = (wanted - state.offset - state.shift) / state.scale;
    move({ z: state.z.map((v, j) => (j === row ? raw : v)) });
  };
  const rows = softmaxRows(svg, {
    count: state.z.length,
    reach,
    compared: mine.active,
    change,
    step: (row, by) => {
      change(row, logits()[row] + by);
      mine.ask();
    },
    release: mine.ask,
  });

  if (mine.active) {
    const entries = [
      ["nnl-reference", "reference"],
      ["nnl-yours", `your ${name}`],
    ];
    legend(view.body, entries);
  }
  const controls = add(view.body, "div", { class: "nnl-controls" });
  const shift = slider(controls, {
    label: "Add c to every logit",
    low: -4,
    high: 4,
    step: 0.1,
    page: 1,
    show: (v) => `c = ${format(v, 1)}`,
    change: (v) => move({ shift: v }),
    release: mine.ask,
  });
  const times = slider(controls, {
    label: "Multiply every logit by k",
    low: 0.1,
    high: 3,
    step: 0.1,
    page: 0.5,
    show: (v) => `k = ${format(v, 1)}`,
    change: (v) => move({ scale: v }),
    release: mine.ask,
  });
  const buttons = add(controls, "div", { class: "nnl-buttons" });
  const button = (text, changes) => {
    const made = add(buttons, "button", { type: "button" }, text);
    made.addEventListener("click", () => {
      move(changes());
      layout();
      mine.ask();
    });
    return made;
  };
  const far = button("Add 1000", () => ({ offset: state.offset ? 0 : FAR }));
  button("Reset", () => ({ z: model.get("start"), shift: 0, scale: 1, offset: 0 }));

  let width = 0;
  function layout(now = width) {
    width = now;
    if (!width) return;
    const height = rows.layout(width, state.offset);
    set(svg, { width, height });
    shift.resize();
    times.resize();
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!width) return;
    const z = logits();
    const shares = softmax(z);
    const yours = mine.active ? (mine.answer.values ?? []).map(number) : [];
    rows.draw({ z, shares, yours, stale: mine.stale, centre: state.offset });
    shift.draw(state.shift);
    times.draw(state.scale);
    set(far, { "aria-pressed": state.offset ? "true" : "false" });
    if (mine.active) view.judge(mine.state, mine.message);
    const spoken = shares.map((v, j) => `a ${j + 1} ${format(v, 3)}`).join(", ");
    view.announce(`Softmax: ${spoken}.${mine.active ? ` ${mine.message}` : ""}`);
  });

  const stop = watch(view.body, layout);
  const fromKernel = () => own || (read(), layout());
  const changes = ["change:z", "change:shift", "change:scale", "change:offset"];
  for (const each of changes) model.on(each, fromKernel);
  return () => {
    stop();
    mine.stop();
    for (const each of changes) model.off(each, fromKernel);
  };
}

export default { render };
