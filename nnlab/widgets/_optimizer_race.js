// Optimizers race on a surface: the map on the left, the loss on the right, the standings below it.

function render({ model, el }) {
  const surfaces = model.get("surfaces");
  const settings = model.get("settings");
  const titles = model.get("racers");
  const racers = Object.keys(titles);
  const name = model.get("learner");
  const state = {};
  const read = () => {
    for (const trait of ["surface", "start", "learning_rate", "step"]) state[trait] = model.get(trait);
  };
  read();
  const view = frame(el, {
    name: "optimizer_race",
    title: "Optimizers racing",
    note: model.get("note"),
    alert: name !== "",
  });
  const note = view.root.querySelector(".nnl-note");
  const heading = add(view.body, "div", { class: "nnl-choose" });
  const chosen = choice(heading, {
    label: "Surface",
    options: Object.fromEntries(Object.entries(surfaces).map(([key, { title }]) => [key, title])),
    change(key) {
      move({ surface: key, start: surfaces[key].start });
      layout();
      mine.ask();
    },
  });
  const svg = add(view.body, "svg", {
    role: "group",
    "aria-label": "The surface, and the loss at each step",
  });
  const mine = learner(model, {
    question: () => ({ surface: state.surface, start: state.start, learning_rate: state.learning_rate }),
    changed: () => ((traced = false), refresh()),
  });
  let own = false;
  let height = null;
  let places = [];
  let traced = false;
  const compute = () => {
    height = polynomial(surfaces[state.surface].coefficients);
    places = racers.map((kind) => way(kind, height, state.start, state.learning_rate, settings));
    traced = false;
  };
  const move = (changes) => {
    Object.assign(state, changes);
    own = true; // setting a trait calls this page's own listeners as well
    for (const [trait, value] of Object.entries(changes)) model.set(trait, value);
    own = false;
    if (!("step" in changes)) {
      mine.moving();
      compute();
    }
    refresh();
  };
  const go = (to) => move({ step: clamp(to, 0, settings.steps) });
  const byHand = (to) => (control.pause(), go(to));
  const map = raceMap(svg, {
    racers,
    get: () => state.start,
    change: (to) => move({ start: to }),
    release: mine.ask,
  });
  const chart = lossChart(svg, {
    racers,
    steps: settings.steps,
    get: () => state.step,
    go: byHand,
    release: () => model.save_changes(),
  });
  const board = standings(view.body, { racers, titles, compared: mine.active, name });

  const controls = add(view.body, "div", { class: "nnl-controls" });
  let clock = 0;
  const control = player(controls, {
    playing(on) {
      if (on && state.step >= settings.steps) go(0);
      clock = state.step;
      if (!on) model.save_changes();
    },
    tick(seconds) {
      clock += 40 * seconds;
      go(Math.floor(clock));
      return clock < settings.steps;
    },
    step: () => (go(state.step >= settings.steps ? 0 : state.step + 1), model.save_changes()),
    again: () => (go(0), model.save_changes()),
    words: ["One step", "Back to the start"],
  });
  const rate = rateSlider(controls, {
    low: settings.low,
    high: settings.high,
    change: (to) => move({ learning_rate: to }),
    release: mine.ask,
  });

  let width = 0;
  function layout(now = width) {
    width = now;
    if (!width) return;
    compute();
    const surface = surfaces[state.surface];
    const wide = width >= 620;
    const side = wide ? clamp(width * 0.42, 240, 350) : Math.min(width - 48, 360);
    map.layout(44, 10, side, surface, height.loss);
    const highest = Math.max(height.loss(surface.start), height.loss(surface.high));
    const left = wide ? side + 120 : 44;
    const top = wide ? 34 : side + 84;
    const tall = wide ? side - 40 : 150;
    chart.layout(left, top, width - left - 14, tall, highest);
    set(svg, { width, height: top + tall + 46 });
    rate.resize();
    chosen(state.surface);
    say(note, surface.note);
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!width) return;
    const losses = places.map((each) => each.map(height.loss));
    const answered = mine.active ? (mine.answer.values ?? {}) : {};
    const theirs = racers.map((kind) => answered[kind]?.map((place) => place.map(number)));
    const theirLosses = theirs.map((each) => each?.map(height.loss));
    if (!traced) chart.trace(losses, theirLosses);
    traced = true;
    map.draw({ ...state, places, theirs, stale: mine.stale });
    chart.draw(state.step, losses, mine.stale);
    rate.draw(state.learning_rate);
    const said = board(state.step, losses, theirLosses, mine.stale);
    if (mine.active) view.judge(mine.state, mine.message);
    if (!control.active)
      view.announce(`Step ${state.step}: loss ${said}.${mine.active ? ` ${mine.message}` : ""}`);
  });

  const stop = watch(view.body, layout);
  const fromKernel = () => own || (read(), layout());
  const changes = ["surface", "start", "learning_rate", "step"].map((trait) => `change:${trait}`);
  for (const each of changes) model.on(each, fromKernel);
  return () => {
    stop();
    control.stop();
    mine.stop();
    for (const each of changes) model.off(each, fromKernel);
  };
}

// A line for each racer: its mark, its name, its loss at this step; the learner's beside it.
function standings(parent, { racers, titles, compared, name }) {
  const list = add(parent, "div", { class: "nnl-board" });
  const rows = racers.map((kind) => {
    const row = add(list, "div", { class: "nnl-board-row", "data-racer": kind });
    const sample = add(row, "svg", { width: 34, height: 16, "aria-hidden": "true" });
    add(sample, "path", { class: `nnl-way nnl-${kind}`, d: "M0,8H34" });
    add(sample, "path", { class: `nnl-head-mark nnl-${kind}`, d: MARKS[kind], transform: "translate(17,8)" });
    add(row, "span", {}, titles[kind]);
    return {
      loss: add(row, "strong", { class: "nnl-number" }),
      your: compared && add(row, "span", { class: "nnl-number nnl-your" }),
    };
  });
  if (compared) {
    const row = add(list, "div", { class: "nnl-board-row" });
    const sample = add(row, "svg", { width: 34, height: 16, "aria-hidden": "true" });
    add(sample, "path", { class: "nnl-way nnl-way-yours", d: "M0,8H34" });
    add(row, "span", {}, `your ${name}`);
  }
  const tell = (losses, step) => {
    const last = losses.length - 1;
    const loss = losses[Math.min(step, last)];
    return step >= last && !(loss < 1e3) ? `thrown out in step ${last}` : format(loss, 4);
  };
  return (step, losses, theirs, stale) =>
    rows
      .map(({ loss, your }, k) => {
        const text = tell(losses[k], step);
        say(loss, text);
        if (your) {
          say(your, theirs[k] ? `yours ${tell(theirs[k], step)}` : "");
          set(your, { class: `nnl-number nnl-your${stale ? " nnl-stale" : ""}` });
        }
        return `${titles[racers[k]]} ${text}`;
      })
      .join(", ");
}

export default { render };
