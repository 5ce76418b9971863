// Two losses over the prediction, which moves, and what each of them pushes; the learner's curve upon its own.

const HIGHEST = 5;

function render({ model, el }) {
  const name = model.get("name");
  const compared = model.get("learner");
  const state = {};
  const read = () => {
    state.y = model.get("y_true");
    state.p = model.get("y_pred");
  };
  read();
  const view = frame(el, {
    name: "loss_curve",
    title: "Loss of a prediction",
    note: model.get("note"),
    alert: compared !== "",
  });
  const mine = learner(model, { question: () => ({}), changed: () => refresh() });
  const choice = choices(view.body, {
    label: "Target",
    options: [
      [1, "target y = 1"],
      [0, "target y = 0"],
    ],
    choose: (y) => {
      model.set("y_true", y); // calls this page's own listener too
      model.save_changes();
    },
  });
  const svg = add(view.body, "svg", {
    role: "group",
    "aria-label": "Losses over the prediction, and their push",
  });
  const across = {
    low: 0,
    high: 1,
    name: "prediction ŷ",
    ticks: [0, 0.25, 0.5, 0.75, 1],
    show: (v) => format(v, 2),
  };
  const plots = [
    chart(svg, { x: across, y: { low: 0, high: HIGHEST, name: "loss", ticks: 5 } }),
    chart(svg, {
      x: across,
      y: {
        low: 0,
        high: 1.05,
        name: "push on z: size of ∂loss/∂z",
        brief: "push on z: |∂loss/∂z|",
        ticks: [0, 0.25, 0.5, 0.75, 1],
        show: (v) => format(v, 2),
      },
    }),
  ];
  const kinds = { binary_crossentropy: "reference", mean_squared_error: "other" };
  const parts = plots.map((plot, i) => ({
    of: i ? "push" : "loss",
    plumb: plot.plumb(),
    curves: Object.keys(LOSSES).map((key) => plot.curve(`nnl-curve-${kinds[key]}`)),
    spots: Object.keys(LOSSES).map(() => add(svg, "circle", { class: "nnl-mark", r: 5 })),
  }));
  const edge = plots[0].curve("nnl-curve-edge");
  const yours = plots[0].curve("nnl-curve-yours");
  const square = add(svg, "rect", { class: "nnl-mark-yours", width: 10, height: 10 });
  const beyond = add(svg, "text", { class: "nnl-middle nnl-strong nnl-halo" });
  const knob = runner(svg, plots, {
    label: "Prediction ŷ",
    low: 0,
    high: 1,
    step: 0.01,
    page: 0.1,
    get: () => state.p,
    change(p) {
      state.p = p;
      model.set("y_pred", p);
      refresh();
    },
    release: () => model.save_changes(),
  });
  const marks = Object.entries(LOSSES).map(([key, { title }]) => [
    `nnl-curve nnl-curve-${kinds[key]}`,
    title,
  ]);
  legend(view.body, compared ? [...marks, ["nnl-curve nnl-curve-yours", `your ${compared}`]] : marks);
  const readings = Object.keys(LOSSES).map((key) => {
    const line = add(view.body, "p", { class: "nnl-readings", "data-role": key });
    return ["strong", "span", "span"].map((kind) => add(line, kind));
  });

  const ps = spread(0, 1, 101);
  const fine = spread(0, 1, 401);
  let curve = null;
  let width = 0;

  // All that does not change while the prediction moves.
  function layout(now = width) {
    width = now;
    if (!width) return;
    const wide = width >= 560;
    const side = wide ? (width - 96) / 2 : width - 44;
    const height = wide ? 230 : 190;
    plots[0].layout(36, 24, side, height);
    plots[1].layout(wide ? width - side - 6 : 36, wide ? 24 : height + 90, side, height);
    set(svg, { width, height: (wide ? 24 : height + 90) + height + 42 });
    for (const { of, curves } of parts)
      Object.values(LOSSES).forEach((each, i) =>
        curves[i].draw(
          fine,
          fine.map((p) => each[of](state.y, p)),
        ),
      );
    curve = compared ? learnersCurve(mine.answer.values, state.y) : null;
    for (const each of [edge, yours]) each.draw(ps, curve ?? []);
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!width) return;
    const { y, p } = state;
    choice.draw(y);
    for (const { of, plumb, spots } of parts) {
      plumb(p);
      Object.entries(LOSSES).forEach(([key, each], i) => {
        const plot = of === "loss" ? plots[0] : plots[1];
        const hidden = of === "loss" && key === name; // the handle sits there
        set(spots[i], { cx: plot.x(p), cy: plot.y.inside(each[of](y, p)), display: hidden ? "none" : null });
      });
    }
    const values = Object.values(LOSSES).map(({ loss }) => loss(y, p));
    const focus = LOSSES[name].loss(y, p);
    const said = Object.values(LOSSES)
      .map(({ title }, i) => `${title} ${format(values[i], 3)}`)
      .join(", ");
    knob.place(plots[0].y.inside(focus), `${format(p)}: ${said}`);
    const above = focus > HIGHEST;
    set(beyond, {
      display: above ? null : "none",
      x: plots[0].x(p) + (p < 0.5 ? 40 : -40),
      y: plots[0].box.top + 20,
    });
    say(beyond, `▴ ${format(focus, 1)}`);
    const your = curve?.[Math.round(p * 100)];
    const seen = Number.isFinite(your);
    set(square, { display: seen ? null : "none" });
    if (seen) set(square, { x: plots[0].x(p) - 5, y: plots[0].y.inside(your) - 5, "data-value": your });
    Object.values(LOSSES).forEach(({ title, formula, push }, i) => {
      const [head, value, force] = readings[i];
      say(head, `${title}: ${formula(y)} = ${format(values[i], 3)}`);
      set(head, { "data-value": values[i].toFixed(6) });
      say(value, `push on z ${format(push(y, p), 3)}`);
      say(
        force,
        compared && Object.keys(LOSSES)[i] === name && your !== undefined ? `yours ${format(your, 3)}` : "",
      );
    });
    if (compared) view.judge(mine.state, mine.message);
    view.announce(`Target ${y}, prediction ${format(p)}: ${said}.${compared ? ` ${mine.message}` : ""}`);
  });

  const stop = watch(view.body, layout);
  const fromKernel = () => {
    const before = state.y;
    read();
    if (before === state.y) refresh();
    else layout();
  };
  for (const trait of ["y_true", "y_pred"]) model.on(`change:${trait}`, fromKernel);
  return () => {
    stop();
    mine.stop();
    for (const trait of ["y_true", "y_pred"]) model.off(`change:${trait}`, fromKernel);
  };
}

export default { render };
