// What the windows over a signal and over an image share: the kernels and pictures to choose from, the bias, and the
// window over an image itself.

// A row of buttons, one for each kernel; the one whose weights are on the screen is pressed.
function kernelButtons(parent, kernels, choose) {
  const row = add(parent, "div", {
    class: "nnl-pick-row",
    role: "group",
    "aria-label": "Kernels to choose from",
  });
  add(row, "span", { class: "nnl-pick-row-name" }, "Kernel");
  const buttons = Object.entries(kernels).map(([name, weights]) => {
    const made = add(row, "button", { type: "button" }, name);
    made.addEventListener("click", () => choose(weights));
    return [made, JSON.stringify(weights)];
  });
  return (kernel) => {
    const now = JSON.stringify(kernel);
    for (const [made, weights] of buttons) set(made, { "aria-pressed": weights === now ? "true" : "false" });
  };
}

function biasSlider(parent, { change, release }) {
  return slider(parent, {
    label: "Bias b, added to every sum",
    low: -3,
    high: 3,
    step: 0.1,
    page: 1,
    show: (v) => `b = ${format(v, 1)}`,
    change,
    release,
  });
}

// The pictures to choose from, each on its button; nothing where there is only one.
function pictureButtons(parent, count, choose) {
  const row = add(parent, "div", {
    class: "nnl-pick-row",
    role: "group",
    "aria-label": "Pictures to choose from",
  });
  const buttons = Array.from({ length: count > 1 ? count : 0 }, (_, i) => {
    const made = add(row, "button", { type: "button", class: "nnl-thumb", "aria-label": `Picture ${i + 1}` });
    made.addEventListener("click", () => choose(i));
    return [made, pixels(made, { name: "", label: "" })];
  });
  return {
    paint(pictures, height, width, colours) {
      buttons.forEach(([, small], i) => {
        small.layout(width, height);
        small.paint(pictures[i], height, width, colours);
      });
    },
    press(chosen) {
      buttons.forEach(([made], i) => set(made, { "aria-pressed": i === chosen ? "true" : "false" }));
    },
  };
}

// Crosses on the places where the learner's output is another one.
function crosses(your, output, columns) {
  let path = "";
  your.forEach((value, i) => {
    if (Math.abs(value - output[i]) <= 1e-8 + 1e-5 * Math.abs(output[i])) return;
    path += `M${(i % columns) + 0.3},${Math.floor(i / columns) + 0.3}l.4,.4m0,-.4l-.4,.4`;
  });
  return path;
}

const LEAP = 5;

// `get` gives the row and column at which it stands, `to` moves it; `unit` is how far apart these lie in pixels.
function imageWindow(svg, { unit, get, to, release }) {
  const grip = add(svg, "g", {
    class: "nnl-handle nnl-window",
    role: "slider",
    tabindex: 0,
    "aria-label": "Window",
    "aria-roledescription": "two-way slider",
  });
  const hit = add(grip, "rect", { class: "nnl-hit" });
  const box = add(grip, "rect", { class: "nnl-window-box", rx: 2 });
  draggable(grip, svg, {
    at: () => [get()[1] * unit(), get()[0] * unit()],
    move: (px, py) => to(py / unit(), px / unit()),
    release,
  });
  const by = (down, right) => (to(get()[0] + down, get()[1] + right), release());
  keyboard(grip, {
    step: (dx, dy, more) => by(-dy * (more ? LEAP : 1), dx * (more ? LEAP : 1)),
    leap: (direction) => by(-LEAP * direction, 0),
    ends: (direction) => by(0, direction * 1e6),
  });
  // `place` is the number of the output that it makes, of `count`; `side` its own size in pixels.
  return ({ side, place, count, text }) => {
    const [row, column] = get();
    const spare = Math.max(0, 44 - side) / 2;
    set(box, { width: side, height: side });
    set(hit, { x: -spare, y: -spare, width: side + 2 * spare, height: side + 2 * spare });
    set(grip, {
      transform: `translate(${(column * unit()).toFixed(2)},${(row * unit()).toFixed(2)})`,
      "data-value": `${row},${column}`,
      "aria-valuemin": 0,
      "aria-valuemax": count - 1,
      "aria-valuenow": place,
      "aria-valuetext": `row ${row + 1}, column ${column + 1}: ${text}`,
    });
  };
}
