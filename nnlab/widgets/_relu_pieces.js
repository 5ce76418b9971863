// A curve to come to and the sum of ReLU units above, the units with their handles below, over the same x.

function render({ model, el }) {
  const targets = model.get("targets");
  const name = model.get("learner");
  const xs = spread(-WIDEST, WIDEST, Object.values(targets)[0].length);
  const state = {};
  const traits = ["hinges", "slopes", "bias", "target"];
  const read = () => {
    for (const trait of traits) state[trait] = model.get(trait);
  };
  read();
  const view = frame(el, {
    name: "relu_pieces",
    title: "A curve of ReLU units",
    note: model.get("note"),
    alert: name !== "",
  });
  const mine = learner(model, { question: () => ({ hinges: state.hinges }), changed: () => refresh() });
  let own = false;
  const change = (changes) => {
    Object.assign(state, changes);
    own = true; // setting a trait calls this page's own listeners as well
    for (const [trait, value] of Object.entries(changes)) model.set(trait, value);
    own = false;
    if (changes.hinges) mine.moving();
    refresh();
  };
  const act = (changes) => (change(changes), mine.ask());

  const choice = choices(view.body, {
    label: "Curve to come to",
    options: Object.keys(targets).map((key) => [key, key]),
    choose: (target) => act({ target }),
  });
  const svg = add(view.body, "svg", {
    role: "group",
    "aria-label": "The curve, the sum of the units, and the units",
  });
  const above = chart(svg, {
    x: { low: -WIDEST, high: WIDEST, ticks: 6, show: () => "" },
    y: { low: -WIDEST, high: WIDEST, name: "sum of the units", ticks: 6, apart: 6 },
  });
  const goal = above.curve("nnl-curve-target");
  const sum = above.curve("nnl-curve-reference");
  const edge = above.curve("nnl-curve-edge");
  const yours = above.curve("nnl-curve-yours");
  const bends = Array.from({ length: MOST_UNITS }, () => ({
    guide: add(svg, "line", { class: "nnl-cross" }),
    dot: add(svg, "circle", { class: "nnl-bend", r: 5 }),
  }));
  const below = reluUnits(svg, { get: () => state, change, release: mine.ask });
  const level = handle(svg, { label: "Bias: the left end", shape: "M9,0L-6,8L-6,-8Z" });
  const lift = (to) => change({ bias: clamp(Math.round(to * 100) / 100, -WIDEST, WIDEST) });
  const then =
    (does) =>
    (...given) => (does(...given), mine.ask());
  draggable(level.element, svg, {
    at: level.at,
    move: (_, py) => lift(above.y.invert(py)),
    release: mine.ask,
  });
  keyboard(level.element, {
    step: then((dx, dy, more) => lift(state.bias + (dx + dy) * (more ? 1 : 0.1))),
    leap: then((direction) => lift(state.bias + direction)),
    ends: then((direction) => lift(direction * WIDEST)),
  });

  const marks = [
    ["nnl-curve nnl-curve-target", "the curve to come to"],
    ["nnl-curve nnl-curve-reference", "sum of the units"],
  ];
  legend(view.body, mine.active ? [...marks, ["nnl-curve nnl-curve-yours", `with your ${name}`]] : marks);
  const readings = add(view.body, "p", { class: "nnl-readings" });
  const error = add(readings, "strong", { "data-role": "error" });
  const count = add(readings, "span");
  const formula = add(view.body, "p", { class: "nnl-remark" });
  const buttons = add(view.body, "div", { class: "nnl-buttons nnl-relu-buttons" });
  const button = (words, changes) => {
    const made = add(buttons, "button", { type: "button" }, words);
    made.addEventListener("click", () => act(changes()));
    return made;
  };
  const more = button("Add a unit", () => ({
    hinges: [...state.hinges, Math.round(widestGap(state.hinges) * 100) / 100],
    slopes: [...state.slopes, 0],
  }));
  const fewer = button("Remove the last unit", () => ({
    hinges: state.hinges.slice(0, -1),
    slopes: state.slopes.slice(0, -1),
  }));
  // No slope leaves its range, so that every handle stays on the chart.
  button("Best slopes for these hinges", () => {
    const { slopes, bias } = bestSlopes(xs, targets[state.target], state.hinges);
    return {
      slopes: slopes.map((v) => clamp(v, -MOST_SLOPE, MOST_SLOPE)),
      bias: clamp(bias, -WIDEST, WIDEST),
    };
  });
  button("Reset", () => ({ ...model.get("start") }));

  let width = 0;
  function layout(now) {
    width = now;
    const high = width < 480 ? 180 : 220;
    above.layout(30, 24, width - 36, high);
    below.plot.layout(30, high + 68, width - 36, high - 40);
    set(svg, { width, height: 2 * high + 70 });
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!width) return;
    const { hinges, slopes, bias, target } = state;
    const values = xs.map((x) => pieces(x, state));
    choice.draw(target);
    goal.draw(xs, targets[target]);
    sum.draw(xs, values);
    below.draw(state);
    bends.forEach(({ guide, dot }, i) => {
      const there = i < hinges.length;
      for (const each of [guide, dot]) set(each, { display: there ? null : "none" });
      if (!there) return;
      const [px, py] = [above.x(hinges[i]), above.y.inside(pieces(hinges[i], state))];
      set(guide, { x1: px, x2: px, y1: py, y2: below.plot.y(0) });
      set(dot, { cx: px, cy: py });
    });
    level.place(above.box.left, above.y(bias), {
      low: -WIDEST,
      high: WIDEST,
      value: Number(bias.toFixed(4)),
      text: format(bias),
    });
    if (mine.active) {
      const parts = (mine.answer.values ?? []).map((unit) => unit.map(number));
      const whole = parts.length === hinges.length;
      const curve = whole ? xs.map((_, k) => slopes.reduce((to, s, i) => to + s * parts[i][k], bias)) : [];
      for (const each of [edge, yours]) {
        each.draw(xs, curve);
        each.element.classList.toggle("nnl-stale", mine.stale);
      }
      view.judge(mine.state, mine.message);
    }
    const miss = meanSquare(targets[target], values);
    say(error, `Mean squared error ${format(miss, 4)}`);
    set(error, { "data-value": miss.toFixed(6) });
    say(count, `${hinges.length} unit${hinges.length > 1 ? "s" : ""}`);
    const term = (s, i) =>
      ` ${s < 0 ? "−" : "+"} ${format(Math.abs(s))} · relu(x ${hinges[i] < 0 ? "+" : "−"} ${format(Math.abs(hinges[i]))})`;
    say(formula, `y = ${format(bias)}${slopes.map(term).join("")}`);
    more.disabled = hinges.length === MOST_UNITS;
    fewer.disabled = hinges.length === 1;
    view.announce(
      `${hinges.length} units, mean squared error ${format(miss, 4)}.${mine.active ? ` ${mine.message}` : ""}`,
    );
  });

  const stop = watch(view.body, layout);
  const fromKernel = () => own || (read(), refresh());
  for (const trait of traits) model.on(`change:${trait}`, fromKernel);
  return () => {
    stop();
    mine.stop();
    for (const trait of traits) model.off(`change:${trait}`, fromKernel);
  };
}

export default { render };
