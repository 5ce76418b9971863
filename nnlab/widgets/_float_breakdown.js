// Correct digits of the naive and the stable formula as the logits grow; their size moves under the hand.

function render({ model, el }) {
  const tables = model.get("tables");
  const sizes = model.get("sizes");
  const powers = sizes.map(Math.log10);
  const compared = model.get("own");
  const state = {};
  const read = () => {
    for (const trait of ["name", "sign"]) state[trait] = model.get(trait);
    state.at = sizes.indexOf(model.get("size"));
  };
  read();
  const view = frame(el, {
    name: "float_breakdown",
    title: "Where floating point breaks",
    note: model.get("note"),
    alert: compared !== "",
  });
  const mine = learner(model, { question: () => ({}), changed: () => refresh() });
  const choose = (trait) => (to) => {
    model.set(trait, to); // calls this page's own listener too
    model.save_changes();
  };
  const names = choices(view.body, {
    label: "Quantity",
    options: Object.keys(tables).map((key) => [key, QUANTITIES[key].title]),
    choose: choose("name"),
  });
  const signs = choices(view.body, {
    label: "Sign of the logits",
    options: [
      [1, "large positive logits"],
      [-1, "large negative logits"],
    ],
    choose: choose("sign"),
  });
  const svg = add(view.body, "svg", { role: "group", "aria-label": "Correct digits as the logits grow" });
  const charts = PRECISIONS.map((_, k) => digitChart(svg, k, () => state.sign));
  const plots = charts.map(({ plot }) => plot);
  const to = (at) => {
    state.at = clamp(at, 0, sizes.length - 1);
    model.set("size", sizes[state.at]);
    refresh();
  };
  const nearest = (power) =>
    powers.reduce((best, each, i) => (Math.abs(each - power) < Math.abs(powers[best] - power) ? i : best), 0);
  const knob = runner(svg, plots, {
    label: "Size of the logits",
    low: 0,
    high: 3,
    step: 0.001,
    page: 0.005,
    get: () => powers[state.at],
    change: (power) => to(nearest(power)),
    nudge: (steps) => to(state.at + steps),
    release: () => model.save_changes(),
  });
  const yours = `your ${model.get("learner")}`;
  const marks = [
    ["nnl-curve nnl-curve-reference", "stable"],
    ["nnl-curve nnl-curve-naive", "naive"],
    ["nnl-broken", "naive gives no number"],
  ];
  legend(view.body, compared ? [...marks, ["nnl-curve nnl-curve-yours", yours]] : marks);
  const input = add(view.body, "p", { class: "nnl-readings" });
  const [where, naive, stable] = ["strong", "span", "span"].map((kind) => add(input, kind));
  const values = valueTable(view.body, compared ? ["naive", "stable", yours] : ["naive", "stable"]);

  let width = 0;
  // All that does not change while the size moves.
  function layout(now = width) {
    width = now;
    if (!width) return;
    const wide = width >= 600;
    const side = wide ? (width - 2 * 42 - 34) / 3 : width - 40;
    const height = wide ? 190 : 130;
    plots.forEach((plot, k) =>
      plot.layout(28 + (wide ? k * (side + 42) : 0), 24 + (wide ? 0 : k * (height + 84)), side, height),
    );
    set(svg, { width, height: 24 + height + 48 + (wide ? 0 : 2 * (height + 84)) });
    const row = state.sign > 0 ? 0 : 1;
    const table = tables[state.name];
    const own = state.name === compared ? mine.answer.values?.digits[row] : null;
    charts.forEach((each, k) =>
      each.draw(
        powers,
        table.stable.digits[row][k],
        table.naive.digits[row][k],
        table.naive.shown[row][k],
        own?.[k],
      ),
    );
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!width) return;
    const { name, sign, at } = state;
    const row = sign > 0 ? 0 : 1;
    const size = sizes[at];
    const quantity = QUANTITIES[name];
    names.draw(name);
    signs.draw(sign);
    for (const { plumb } of charts) plumb(powers[at]);
    const here = (table) =>
      table && [table.shown[row].map((v) => v[at]), table.digits[row].map((v) => v[at])];
    const own = name === compared ? mine.answer.values : null;
    values.draw([here(tables[name].naive), here(tables[name].stable), here(own)]);
    const z = (quantity.binary ? [0] : [0, 1, 2]).map((less) =>
      format(sign * size - less, 1).replace(".0", ""),
    );
    say(where, `z = [${z.join(", ")}]`);
    say(naive, `naive: ${quantity.naive}`);
    say(stable, `stable: ${quantity.stable}`);
    const bad = PRECISIONS.filter((_, k) => tables[name].naive.digits[row][k][at] < FEW);
    const said = bad.length ? `naive broken in ${bad.join(", ")}` : "naive good in all three";
    knob.place(
      plots[0].y.inside(tables[name].stable.digits[row][0][at]),
      `logits near ${format(sign * size, 1)}: ${said}`,
    );
    set(knob.element, {
      "data-value": size,
      "aria-valuemin": 1,
      "aria-valuemax": 1000,
      "aria-valuenow": size,
    });
    const [verdict, message] =
      name === compared
        ? [mine.state, mine.message]
        : ["other", `Choose ${QUANTITIES[compared]?.title} to see ${yours}.`];
    if (compared) view.judge(verdict, message);
    view.announce(
      `${quantity.title}, logits near ${format(sign * size, 1)}: ${said}.${compared ? ` ${message}` : ""}`,
    );
  });

  const stop = watch(view.body, layout);
  const fromKernel = () => (read(), layout());
  const moved = () => sizes[state.at] === model.get("size") || fromKernel();
  for (const trait of ["name", "sign"]) model.on(`change:${trait}`, fromKernel);
  model.on("change:size", moved);
  return () => {
    stop();
    mine.stop();
    for (const trait of ["name", "sign"]) model.off(`change:${trait}`, fromKernel);
    model.off("change:size", moved);
  };
}

export default { render };
