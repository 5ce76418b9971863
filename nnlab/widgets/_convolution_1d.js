// A window that slides over a signal: what is in it, times the kernel, summed.

function render({ model, el }) {
  const signal = model.get("signal");
  const size = model.get("kernel").length;
  const name = model.get("learner");
  const {
    state,
    move,
    stop: deaf,
  } = shared(model, ["kernel", "bias", "stride", "place"], { changed: () => refresh() });
  const view = frame(el, {
    name: "convolution_1d",
    title: "Convolution of a signal",
    note: model.get("note"),
    alert: name !== "",
  });
  const svg = add(view.body, "svg", { role: "group", "aria-label": "The signal, the window and the output" });
  const mine = learner(model, {
    question: () => ({ kernel: state.kernel, bias: state.bias, stride: state.stride }),
    changed: () => refresh(),
  });
  const outputs = () => Math.floor((signal.length - size) / state.stride) + 1;
  const save = () => model.save_changes();
  // What changes the output changes what the learner's function should give.
  const other = (changes) => {
    mine.moving();
    move(changes);
  };
  const plots = signalPlots(svg, {
    signal,
    size,
    compared: mine.active,
    change: (k, value) => other({ kernel: state.kernel.map((w, i) => (i === k ? value : w)) }),
    go: (place) => move({ place }),
    release: () => (mine.stale ? mine.ask() : save()),
  });
  if (mine.active)
    legend(view.body, [
      ["nnl-reference", "reference"],
      ["nnl-dashed", `your ${name}`],
    ]);
  const line = add(view.body, "div", { class: "nnl-line" });
  const press = kernelButtons(line, model.get("kernels"), (kernel) => (other({ kernel }), mine.ask()));
  const controls = add(view.body, "div", { class: "nnl-controls" });
  const stride = slider(controls, {
    label: "Stride: how far the window moves",
    low: 1,
    high: Math.min(8, Math.max(signal.length - size, 1)),
    step: 1,
    page: 2,
    show: (v) => `${v}`,
    change(v) {
      const start = state.place * state.stride;
      const place = clamp(Math.round(start / v), 0, Math.floor((signal.length - size) / v));
      other({ stride: v, place });
    },
    release: mine.ask,
  });
  const bias = biasSlider(controls, { change: (v) => other({ bias: v }), release: mine.ask });
  const steps = stepper(line, {
    count: () => outputs() - 1,
    get: () => state.place,
    change: (place) => move({ place }),
    release: save,
    pace: 90,
  });

  let ready = false;
  function layout(width) {
    set(svg, { width, height: plots.layout(width) });
    for (const each of [stride, bias, steps]) each.resize();
    ready = true;
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!ready) return;
    const { kernel } = state;
    const sumAt = (i) => kernel.reduce((all, w, k) => all + w * signal[i * state.stride + k], state.bias);
    const output = Array.from({ length: outputs() }, (_, i) => sumAt(i));
    const place = Math.min(state.place, output.length - 1);
    const your = mine.active ? (mine.answer.values ?? []).map(number) : [];
    const shown = steps.playing ? place + 1 : output.length;
    plots.draw({ ...state, place, output }, { shown, your, stale: mine.stale });
    press(kernel);
    stride.draw(state.stride);
    bias.draw(state.bias);
    steps.draw();
    if (mine.active) view.judge(mine.state, mine.message);
    if (!steps.playing)
      view.announce(
        `Output ${place + 1} of ${output.length}: ${format(output[place])}.${mine.active ? ` ${mine.message}` : ""}`,
      );
  });

  const stop = watch(view.body, layout);
  return () => {
    stop();
    deaf();
    steps.stop();
    mine.stop();
  };
}

export default { render };
