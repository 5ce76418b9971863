// A threshold for each label; precision and recall follow the hand.

function render({ model, el }) {
  const names = model.get("names");
  const samples = model.get("samples");
  const bytes = (trait) => {
    const data = model.get(trait);
    return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  };
  const truth = new Uint8Array(bytes("truth"));
  const logits = new Float32Array(bytes("logits"));
  // For each label the probabilities of those who have it and of those who have it not, in order.
  const labels = names.map((_, j) => {
    const sides = { yes: [], no: [] };
    for (let i = j * samples; i < (j + 1) * samples; i++)
      (truth[i] ? sides.yes : sides.no).push(sigmoid(logits[i]));
    return { yes: Float64Array.from(sides.yes).sort(), no: Float64Array.from(sides.no).sort() };
  });
  const { state, move, stop: deaf } = shared(model, ["values", "chosen"], { changed: () => refresh() });
  const view = frame(el, {
    name: "thresholds",
    title: "Thresholds",
    note: model.get("note"),
    alert: model.get("learner") !== "",
  });
  const svg = add(view.body, "svg", { role: "group", "aria-label": "A threshold for each label" });
  const mine = learner(model, { question: () => ({ values: state.values }), changed: () => refresh() });
  const other = (values) => {
    mine.moving();
    move({ values });
  };
  const rows = thresholdRows(svg, {
    labels,
    names,
    compared: mine.active,
    get: (j) => state.values[j],
    change(j, value) {
      if (state.chosen !== j) move({ chosen: j });
      other(state.values.map((v, i) => (i === j ? value : v)));
    },
    choose: (chosen) => move({ chosen }),
    release: mine.ask,
  });
  const marks = [
    ["nnl-positive", "samples with the label"],
    ["nnl-negative", "samples without it"],
    ["nnl-wire nnl-curve-precision", "precision"],
    ["nnl-wire nnl-curve-recall", "recall"],
  ];
  legend(view.body, mine.active ? [...marks, ["nnl-yours", `your ${model.get("learner")}`]] : marks);
  const curves = thresholdCurves(view.body);
  const controls = add(view.body, "div", { class: "nnl-buttons nnl-threshold-buttons" });
  const button = (words, values) => {
    const made = add(controls, "button", { type: "button" }, words);
    made.addEventListener("click", () => {
      other(values());
      mine.ask();
    });
  };
  button("All at 0.5", () => names.map(() => 0.5));
  button("Best F1 for each", () => labels.map(bestThreshold));

  let ready = false;
  function layout(width) {
    set(svg, { width, height: rows.layout(width) });
    curves.layout(width);
    ready = true;
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!ready) return;
    const chosen = Math.min(state.chosen, names.length - 1);
    const scores = labels.map((label, j) => scoresAt(label, state.values[j]));
    const yours = mine.active ? (mine.answer.values ?? []) : [];
    rows.draw({ scores, thresholds: state.values, chosen, yours, stale: mine.stale });
    curves.draw({ name: names[chosen], label: labels[chosen], threshold: state.values[chosen] });
    if (mine.active) view.judge(mine.state, mine.message);
    const { precision, recall } = scores[chosen];
    view.announce(
      `${names[chosen]} at ${format(state.values[chosen])}: precision ${share(precision)}, recall ${share(recall)}.${mine.active ? ` ${mine.message}` : ""}`,
    );
  });

  const stop = watch(view.body, layout);
  return () => {
    stop();
    deaf();
    mine.stop();
  };
}

// The threshold with the highest F1, the harmonic mean of precision and recall.
function bestThreshold(label) {
  let best = [0.5, -1];
  for (let i = 1; i < 100; i++) {
    const { found, wrong, missed } = scoresAt(label, i / 100);
    const score = (2 * found) / (2 * found + wrong + missed || 1);
    if (score > best[1]) best = [i / 100, score];
  }
  return best[0];
}

export default { render };
