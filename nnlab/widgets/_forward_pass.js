// A plane of inputs on the left, the network on the right: what flows along each edge, what each unit answers.

function forward(x, { layers, mean, deviation }) {
  let values = x.map((v, i) => (v - mean[i]) / deviation[i]);
  const stages = [values];
  const sums = [];
  for (const { W, b, g } of layers) {
    const z = b.map((bias, j) => values.reduce((sum, v, i) => sum + v * W[i][j], bias));
    values = z.map(ACTIVATIONS[g]);
    sums.push(z);
    stages.push(values);
  }
  return { stages, sums };
}

const THUMB = 24;
const FIELD = 64;

function render({ model, el }) {
  const network = model.get("network");
  const last = network.layers.length;
  const [low, high] = [model.get("low"), model.get("high")];
  let at = [...model.get("x")];
  let chosen = [last, 0];
  const view = frame(el, {
    name: "forward_pass",
    title: "Forward propagation",
    note: model.get("note"),
    alert: model.get("learner") !== "",
  });
  const svg = add(view.body, "svg", { role: "group", "aria-label": "The plane of inputs, and the network" });
  const mine = learner(model, { question: () => ({ x: at }), changed: () => refresh() });
  let own = false;
  const field = plane(svg, {
    inputs: [
      { name: "temperature", unit: "°C", step: 1, page: 10, show: (v) => `${format(v, 0)} °C` },
      { name: "duration", unit: "min", step: 0.1, page: 0.5, show: (v) => `${format(v, 1)} min` },
    ],
    low,
    high,
    get: () => at,
    change(to) {
      at = to;
      own = true; // setting a trait calls this page's own listeners as well
      model.set("x", [...at]);
      own = false;
      mine.moving();
      refresh();
    },
    release: mine.ask,
  });

  const drawing = parts(svg, network, mine.active, (l, j) => ((chosen = [l, j]), refresh()));
  const marks = [
    ["nnl-wire nnl-plus", "adds to the sum"],
    ["nnl-wire nnl-minus", "takes away"],
    ["nnl-reference", "activation"],
  ];
  legend(view.body, mine.active ? [...marks, ["nnl-yours", `your ${model.get("learner")}`]] : marks);
  const sentence = add(view.body, "p", { class: "nnl-formula" });
  const chosenName = add(sentence, "strong");
  const formula = [add(sentence, "span"), add(sentence, "span")];

  // What each unit answers on the whole plane: computed once, for the weights do not move.
  const ranges = network.layers.map(({ g }) =>
    g === "sigmoid" ? { middle: 0.5, reach: 0.5 } : { middle: 0, reach: 1 },
  );
  const answers = network.layers.map(({ b }, l) =>
    b.map((_, j) =>
      sample((x) => forward(x, network).stages[l + 1][j], low, high, l + 1 === last ? FIELD : THUMB),
    ),
  );

  const edge = sample((x) => forward(x, network).sums[last - 1][0], low, high, FIELD);

  let ready = false;
  function layout(width) {
    const wide = width >= 620;
    const span = wide ? Math.min(width * 0.4, 340) : width;
    const left = 54;
    const side = clamp(span - left - 8, 100, 270);
    const top = 10;
    const under = top + side + 62;
    field.layout(left, top, wide ? side : span - left - 8, side, model.get("points"));
    field.paint(answers[last - 1][0], edge, FIELD, ranges[last - 1]);
    const tall = wide ? drawing.layout(span + 34, 0, width - span - 34) : drawing.layout(0, under + 8, width);
    answers.forEach((units, l) =>
      units.forEach((values, j) =>
        drawing.paint(l + 1, j, heat(values, l + 1 === last ? FIELD : THUMB, ranges[l], svg)),
      ),
    );
    set(svg, { width, height: wide ? Math.max(tall, under) : under + 8 + tall });
    ready = true;
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!ready) return;
    const { stages, sums } = forward(at, network);
    const output = stages[last][0];
    const said = network.layers[last - 1].g === "sigmoid" ? (output >= 0.5 ? "good roast" : "bad roast") : "";
    const where = at.map((v, i) => (v - low[i]) / (high[i] - low[i]));
    drawing.draw({
      at,
      stages,
      where,
      chosen,
      said,
      yours: mine.active ? (mine.answer.values ?? []) : null,
      stale: mine.stale,
    });
    field.draw(`output ${format(output, 3)}`);
    const [l, j] = chosen;
    const { W, g } = network.layers[l - 1];
    const exact = (v) => (Math.abs(v) < 5e-4 ? "0" : format(v, 3));
    const terms = stages[l - 1].map((v, i) => `(${format(W[i][j])})(${exact(v)})`).join(" + ");
    const bias = network.layers[l - 1].b[j];
    const name = l === last ? "Output" : `Layer ${l}, unit ${j + 1}`;
    say(chosenName, name);
    say(
      formula[0],
      `z = ${terms} ${bias < 0 ? "−" : "+"} ${format(Math.abs(bias))} ≈ ${format(sums[l - 1][j])}`,
    );
    say(formula[1], `a = ${g}(z) ≈ ${format(stages[l][j], 3)}`);
    if (mine.active) view.judge(mine.state, mine.message);
    view.announce(
      `${format(at[0], 0)} degrees, ${format(at[1], 1)} minutes: output ${format(output, 3)}${said && `, ${said}`}.${mine.active ? ` ${mine.message}` : ""}`,
    );
  });

  const stop = watch(view.body, layout);
  const fromKernel = () => own || ((at = [...model.get("x")]), refresh());
  model.on("change:x", fromKernel);
  return () => {
    stop();
    mine.stop();
    model.off("change:x", fromKernel);
  };
}

export default { render };
