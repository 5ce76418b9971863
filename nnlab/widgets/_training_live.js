// A small network trains while one looks on: everything is computed here, epoch by epoch, and the kernel is not asked.

const SPEEDS = { 5: "slow", 60: "normal", 600: "fast" };
const MOST_EPOCHS = 10000;

function render({ model, el }) {
  const settings = model.get("settings");
  const [mean, deviation] = [model.get("mean"), model.get("deviation")];
  const [low, high] = [model.get("low"), model.get("high")];
  const inside = (point) => point.map((v, i) => (v - mean[i]) / deviation[i]);
  const [from, to] = [inside(low), inside(high)];
  const samples = model.get("samples").map(([a, b, yes]) => [...inside([a, b]), yes]);
  const name = model.get("learner");
  const state = {};
  const read = () => {
    for (const trait of ["units", "learning_rate", "seed"]) state[trait] = model.get(trait);
  };
  read();
  const view = frame(el, {
    name: "training_live",
    title: "Training, epoch by epoch",
    note: model.get("note"),
    alert: name !== "",
  });
  const heading = add(view.body, "div", { class: "nnl-choose" });
  let due = 0;
  let speed = "60";
  const control = player(heading, {
    playing: (on) => ((due = 0), on ? mine.moving() : rest()),
    tick(seconds) {
      due += seconds * Number(speed);
      const count = Math.min(Math.floor(due), 60);
      due -= Math.floor(due);
      train(count);
      return network.losses.length < MOST_EPOCHS;
    },
    step: () => (train(1), rest()),
    again: () => restart({}),
    words: ["One epoch", "Start again"],
  });
  const other = add(control.box, "button", { type: "button" }, "Other start");
  other.addEventListener("click", () => restart({ seed: state.seed + 1 }));
  const fast = choice(heading, {
    label: "Speed",
    options: SPEEDS,
    change: (key) => ((speed = key), fast(speed)),
  });
  fast(speed);
  const numbers = add(view.body, "div", { class: "nnl-progress" });
  const tally = Object.fromEntries(
    ["epoch", "loss", "right answers"].map((label) => {
      const entry = add(numbers, "span", {}, `${label} `);
      return [label, add(entry, "strong", { class: "nnl-number" })];
    }),
  );
  const stage = add(view.body, "div", { class: "nnl-stage" });
  const mine = learner(model, {
    question: () => ({ weights: [...network.weights], units: state.units }),
    changed: () => refresh(),
  });
  const picture = trainingView(stage, {
    most: settings.units,
    names: model.get("names"),
    low,
    high,
    compared: mine.active,
  });
  legend(view.body, [
    ["nnl-positive", "the network answers yes"],
    ["nnl-negative", "it answers no"],
  ]);
  const marks = view.body.querySelector(".nnl-legend");
  const mark = (kind, shape, words) => {
    const entry = add(marks, "span");
    const sample = add(add(entry, "svg", { width: 26, height: 12, "aria-hidden": "true" }), "g", {
      class: kind,
    });
    add(sample, ...shape);
    add(entry, "span", {}, words);
  };
  mark("nnl-samples", ["circle", { cx: 13, cy: 6, r: 4 }], "yes is right");
  mark("nnl-samples", ["path", { d: "M9.5,2.5l7,7m0,-7l-7,7" }], "no is right");
  if (mine.active)
    mark("", ["path", { class: "nnl-frontier nnl-frontier-yours", d: "M2,6H26" }], `0.5 by your ${name}`);
  const controls = add(view.body, "div", { class: "nnl-controls" });

  let network = null;
  let seen = null;
  const begin = () => {
    network = trainer(samples, state.units, state.seed, settings);
    seen = {
      logits: new Float64Array(GRID * GRID),
      hidden: Array.from({ length: state.units }, () => new Float64Array(GRID * GRID)),
    };
  };
  begin();
  let own = false;
  const tell = (changes) => {
    own = true; // setting a trait calls this page's own listeners as well
    for (const [trait, value] of Object.entries(changes)) model.set(trait, value);
    own = false;
  };
  // The hand is at rest: the kernel hears how far the network has come, and the learner's function is asked.
  const rest = () => {
    tell({ weights: [...network.weights], epoch: network.losses.length });
    mine.ask();
    refresh();
  };
  const train = (count) => {
    for (let i = 0; i < count; i++) network.epoch(state.learning_rate);
    refresh();
  };
  // A new start; a network that was training goes on training.
  const restart = (changes, { quiet = false } = {}) => {
    Object.assign(state, changes);
    tell(changes);
    begin();
    layout();
    if (control.active || quiet) refresh();
    else rest();
  };
  const rate = rateSlider(controls, {
    low: settings.low,
    high: settings.high,
    change(value) {
      state.learning_rate = value;
      tell({ learning_rate: value });
      refresh();
    },
    release: () => model.save_changes(),
  });
  const units = slider(controls, {
    label: "Hidden units",
    low: 1,
    high: settings.units,
    step: 1,
    page: 2,
    show: (v) => String(v),
    change: (v) => v !== state.units && restart({ units: v }, { quiet: true }),
    release: () => control.active || rest(),
  });

  let width = 0;
  function layout(now = width) {
    width = now;
    if (!width) return;
    picture.layout(width, state.units, samples, [from, to]);
    rate.resize();
    units.resize();
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!width) return;
    survey(network.weights, state.units, from, to, GRID, seen);
    const theirs = mine.active && !mine.stale ? mine.answer.values?.map(number) : null;
    picture.draw({
      ...{ weights: network.weights, count: state.units, survey: seen, losses: network.losses },
      ...{ theirs, from, to },
    });
    const { loss, right } = network.measure();
    const epoch = network.losses.length;
    say(tally.epoch, String(epoch));
    say(tally.loss, format(loss, 3));
    say(tally["right answers"], `${format(100 * right, 1)} %`);
    set(view.root, { "data-epoch": epoch, "data-loss": loss.toFixed(6) });
    rate.draw(state.learning_rate);
    units.draw(state.units);
    if (mine.active) view.judge(mine.state, mine.message);
    const told = `Epoch ${epoch}, ${state.units} hidden units: loss ${format(loss, 3)}, ${format(100 * right, 0)} % right.`;
    if (!control.active) view.announce(`${told}${mine.active ? ` ${mine.message}` : ""}`);
  });

  const stop = watch(view.body, layout);
  const fromKernel = () => own || (read(), restart({}));
  const changes = ["change:units", "change:seed"];
  for (const each of changes) model.on(each, fromKernel);
  const fromKernelRate = () => own || (read(), refresh());
  model.on("change:learning_rate", fromKernelRate);
  return () => {
    stop();
    control.stop();
    mine.stop();
    for (const each of changes) model.off(each, fromKernel);
    model.off("change:learning_rate", fromKernelRate);
  };
}

export default { render };
