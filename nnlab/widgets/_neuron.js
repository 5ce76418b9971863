// One neuron: its plane on the left, its parts and its sigmoid on the right, its weights and bias as sliders.

function render({ model, el }) {
  const points = model.get("points");
  const state = {};
  const read = () => {
    for (const trait of ["w", "b", "x"]) state[trait] = model.get(trait);
    state.anchor = foot(state.anchor ?? [0, 0], state.w, state.b);
  };
  read();
  const view = frame(el, {
    name: "neuron",
    title: "One neuron",
    note: model.get("note"),
    alert: model.get("learner") !== "",
  });
  const svg = add(view.body, "svg", {
    role: "group",
    "aria-label": "The neuron’s plane, its parts and its sigmoid",
  });
  const question = () => ({ w: state.w, b: state.b, x: state.x });
  const mine = learner(model, { question, changed: () => refresh() });

  let own = false;
  const change = (changes) => {
    Object.assign(state, changes);
    // The line's anchor is the page's own; after a slider it goes to the nearest point of the new line.
    if (!changes.anchor) state.anchor = foot(state.anchor, state.w, state.b);
    own = true; // setting a trait calls this page's own listeners as well
    for (const trait of ["w", "b", "x"]) if (trait in changes) model.set(trait, changes[trait]);
    own = false;
    mine.moving();
    refresh();
  };
  const field = neuronPlane(svg, {
    names: model.get("names"),
    points,
    get: () => state,
    change,
    release: mine.ask,
  });
  const drawing = neuronParts(svg);
  const curve = neuronSigmoid(svg);
  const name = model.get("learner");
  const keys = [
    ["nnl-wire nnl-plus", "adds to z"],
    ["nnl-wire nnl-minus", "takes away"],
  ];
  legend(view.body, keys);
  const key = view.body.lastElementChild;
  const sign = (draw, words) => {
    const entry = add(key, "span");
    draw(add(entry, "svg", { width: 18, height: 18, "aria-hidden": "true" }));
    add(entry, "span", {}, words);
  };
  sign((to) => add(to, "circle", { class: "nnl-dot", cx: 9, cy: 9, r: 5 }), "label 1");
  sign((to) => add(to, "path", { class: "nnl-thorn", d: "M4.5,4.5l9,9m0,-9l-9,9" }), "label 0");
  sign(
    (to) => add(to, "rect", { class: "nnl-wrong", x: 1, y: 1, width: 16, height: 16 }),
    "on the wrong side",
  );
  if (mine.active) {
    sign(
      (to) => add(to, "rect", { class: "nnl-mark-yours", x: 4, y: 4, width: 10, height: 10 }),
      `your ${name}`,
    );
    sign((to) => add(to, "circle", { class: "nnl-odd", cx: 9, cy: 9, r: 7 }), `your ${name} differs here`);
  }
  const readings = add(view.body, "p", { class: "nnl-readings" });
  const count = add(readings, "strong", { "data-role": "count" });
  const sure = add(readings, "span");

  const controls = add(view.body, "div", { class: "nnl-controls" });
  const knob = (label, most, put) =>
    slider(controls, {
      label,
      low: -most,
      high: most,
      step: 0.1,
      page: 1,
      show: (v) => format(v, 2),
      change: (v) => change(put(v)),
      release: mine.ask,
    });
  const knobs = [
    knob("Weight w₁", MOST_WEIGHT, (v) => ({ w: [v, state.w[1]] })),
    knob("Weight w₂", MOST_WEIGHT, (v) => ({ w: [state.w[0], v] })),
    knob("Bias b", MOST_BIAS, (b) => ({ b })),
  ];

  let ready = false;
  function layout(width) {
    const wide = width >= 620;
    const side = wide ? Math.min(width * 0.42, 330) : Math.min(width - 34, 360);
    field.layout(30, 26, side);
    const left = wide ? side + 70 : 0;
    const top = wide ? 12 : side + 96;
    const tall = drawing.layout(left, top, width - left);
    const under = top + tall + 40;
    const height = wide ? side + 26 - under : 150;
    curve.layout(left + 30, under, width - left - 36, height);
    set(svg, { width, height: under + height + 42 });
    for (const each of knobs) each.resize();
    ready = true;
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!ready) return;
    const { w, b, x } = state;
    const z = dot(w, x) + b;
    const a = sigmoid(z);
    const answers = points.map(([p, q]) => sigmoid(dot(w, [p, q]) + b));
    const wrong = points.map(([, , label], i) => answers[i] >= 0.5 !== (label === 1));
    const right = wrong.filter((each) => !each).length;
    const yours = mine.active ? (mine.answer.values ?? []).map(([value]) => number(value)) : [];
    const odd = answers.map((v, i) => {
      const your = yours[i + 1];
      return !mine.stale && your !== undefined && !(Math.abs(your - v) <= 1e-8 + 1e-5 * Math.abs(v));
    });
    const gives = `z ${format(z)}, a ${format(a, 3)}`;
    field.draw(state, wrong, odd, gives);
    drawing.draw(state, z, a);
    curve.draw(z, a, yours[0], mine.stale);
    [...w, b].forEach((value, i) => knobs[i].draw(value));
    say(count, `${right} of ${points.length} points on their side${right === points.length ? " ✓" : ""}`);
    set(count, { "data-value": right });
    say(sure, `a ${a >= 0.5 ? "≥" : "<"} 0.5: this input is called ${a >= 0.5 ? "1" : "0"}`);
    if (mine.active) view.judge(mine.state, mine.message);
    view.announce(
      `${gives}. ${right} of ${points.length} points on their side.${mine.active ? ` ${mine.message}` : ""}`,
    );
  });

  const stop = watch(view.body, layout);
  const fromKernel = () => own || (read(), refresh());
  for (const trait of ["w", "b", "x"]) model.on(`change:${trait}`, fromKernel);
  return () => {
    stop();
    mine.stop();
    for (const trait of ["w", "b", "x"]) model.off(`change:${trait}`, fromKernel);
  };
}

export default { render };
