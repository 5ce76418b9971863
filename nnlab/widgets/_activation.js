// An activation and its gradient, side by side over the same z, which moves; the learner's curves upon both.

const Z_REACH = 6;
const Z_STEP = 0.05;

function render({ model, el }) {
  let name = model.get("name");
  let z = model.get("z");
  const compared = model.get("own");
  const view = frame(el, {
    name: "activation",
    title: "Activation functions",
    note: model.get("note"),
    alert: compared !== "",
  });
  const mine = learner(model, { question: () => ({}), changed: () => refresh() });
  const choice = choices(view.body, {
    label: "Activation",
    options: Object.entries(FUNCTIONS).map(([key, { title }]) => [key, title]),
    choose: (to) => {
      model.set("name", to); // calls this page's own listener too
      model.save_changes();
    },
  });
  const svg = add(view.body, "svg", { role: "group", "aria-label": "The activation and its gradient" });
  const across = { low: -Z_REACH, high: Z_REACH, name: "z", ticks: [-6, -4, -2, 0, 2, 4, 6] };
  const up = { low: -2, high: 6, name: "g(z)" };
  const plots = [
    chart(svg, { x: across, y: up }),
    chart(svg, {
      x: across,
      y: {
        low: -0.25,
        high: 1.25,
        name: "slope g′(z)",
        ticks: [0, 0.25, 0.5, 0.75, 1],
        show: (v) => format(v, 2),
      },
    }),
  ];
  const parts = plots.map((plot, i) => ({
    part: ["value", "gradient"][i],
    plumb: plot.plumb(),
    reference: plot.curve(`nnl-curve-${i ? "slope" : "reference"}`),
    edge: plot.curve("nnl-curve-edge"),
    yours: plot.curve("nnl-curve-yours"),
  }));
  const tangent = plots[0].curve("nnl-curve-tangent");
  const spot = add(svg, "circle", { class: "nnl-mark", r: 7 });
  const squares = plots.map(() => add(svg, "rect", { class: "nnl-mark-yours", width: 10, height: 10 }));
  const knob = runner(svg, plots, {
    label: "z",
    low: -Z_REACH,
    high: Z_REACH,
    step: Z_STEP,
    page: 1,
    get: () => z,
    change(to) {
      z = to;
      model.set("z", to);
      refresh();
    },
    release: () => model.save_changes(),
  });
  const marks = [
    ["nnl-curve nnl-curve-reference", "g(z)"],
    ["nnl-curve nnl-curve-slope", "its slope"],
  ];
  legend(
    view.body,
    compared ? [...marks, ["nnl-curve nnl-curve-yours", `your ${model.get("learner")}`]] : marks,
  );
  const readings = add(view.body, "p", { class: "nnl-readings" });
  const formula = add(readings, "strong");
  const [value, slope, ten] = ["value", "slope", "ten"].map((role) =>
    add(readings, "span", { "data-role": role }),
  );
  const remark = add(view.body, "p", { class: "nnl-remark" });

  const zs = spread(-Z_REACH, Z_REACH, 2 * (Z_REACH / Z_STEP) + 1);
  const broken = zs.flatMap((v) => (Math.abs(v) < KINK ? [-KINK, 0, KINK] : [v]));
  const yours = { value: null, gradient: null };
  let width = 0;

  // All that does not change while z moves.
  function layout(now = width) {
    width = now;
    if (!width) return;
    const wide = width >= 560;
    const side = wide ? (width - 96) / 2 : width - 44;
    const height = wide ? 220 : 180;
    [up.low, up.high] = valueRange(name);
    plots[0].layout(36, 24, side, height);
    plots[1].layout(wide ? width - side - 6 : 36, wide ? 24 : height + 90, side, height);
    set(svg, { width, height: (wide ? 24 : height + 90) + height + 42 });
    const { value: g, gradient, kinked } = FUNCTIONS[name];
    parts[0].reference.draw(zs, zs.map(g));
    const steps = kinked ? broken : zs;
    parts[1].reference.draw(
      steps,
      steps.map((v) => (kinked && v === 0 ? NaN : gradient(v))),
    );
    for (const { part, edge, yours: curve } of parts) {
      const given = name === compared ? mine.answer.values?.[part] : null;
      yours[part] = given ? given.map(number) : null;
      for (const each of [edge, curve]) each.draw(zs, yours[part] ?? []);
    }
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!width) return;
    const { value: f, gradient, formula: written, remark: words, title } = FUNCTIONS[name];
    const [g, d] = [f(z), gradient(z)];
    choice.draw(name);
    const reach =
      1.4 /
      Math.hypot(1, (d * plots[0].box.height) / (up.high - up.low) / (plots[0].box.width / (2 * Z_REACH)));
    tangent.draw([z - reach, z + reach], [g - d * reach, g + d * reach]);
    for (const { plumb } of parts) plumb(z);
    const at = Math.round((z + Z_REACH) / Z_STEP);
    squares.forEach((square, i) => {
      const your = yours[parts[i].part]?.[at];
      const seen = Number.isFinite(your);
      set(square, { display: seen ? null : "none" });
      if (seen) set(square, { x: plots[i].x(z) - 5, y: plots[i].y.inside(your) - 5, "data-value": your });
    });
    set(spot, { cx: plots[1].x(z), cy: plots[1].y(d), "data-value": d.toFixed(6) });
    knob.place(plots[0].y.inside(g), `${format(z)}: value ${format(g, 3)}, slope ${format(d, 3)}`);
    say(formula, written);
    say(value, `g(${format(z)}) = ${format(g, 3)}`);
    say(slope, `slope ${format(d, 3)}`);
    say(ten, `after ten layers ${format(d, 3)}¹⁰ ≈ ${format(d ** 10, 3)}`);
    set(value, { "data-value": g.toFixed(6) });
    say(remark, words);
    const [state, message] =
      name === compared
        ? [mine.state, mine.message]
        : ["other", `Choose ${FUNCTIONS[compared]?.title} to see your ${model.get("learner")}.`];
    if (compared) view.judge(state, message);
    view.announce(
      `${title} at z ${format(z)}: value ${format(g, 3)}, slope ${format(d, 3)}.${compared ? ` ${message}` : ""}`,
    );
  });

  const stop = watch(view.body, layout);
  const fromKernel = () => {
    z = model.get("z");
    if (name === model.get("name")) return refresh();
    name = model.get("name");
    layout();
  };
  for (const trait of ["z", "name"]) model.on(`change:${trait}`, fromKernel);
  return () => {
    stop();
    mine.stop();
    for (const trait of ["z", "name"]) model.off(`change:${trait}`, fromKernel);
  };
}

export default { render };
