// What the hand touches, and the way to the learner's function: one drag, one keyboard, one handle, one question.

// The one way to drag, for mouse, pen and finger: `move` gets the pixel place that the grabbed thing should take.
function draggable(target, surface, { at, move, release }) {
  let grip = null;
  const place = (event) => {
    const box = surface.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  target.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const [x, y] = place(event);
    const [x0, y0] = at();
    grip = [x0 - x, y0 - y];
    target.setPointerCapture(event.pointerId);
    target.focus({ preventScroll: true });
    target.classList.add("nnl-dragging");
  });
  // A finger on a handle drags it and never scrolls the page, which would end the drag.
  target.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  target.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const [x, y] = place(event);
    move(x + grip[0], y + grip[1]);
  });
  const end = () => {
    if (!grip) return;
    grip = null;
    target.classList.remove("nnl-dragging");
    release();
  };
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) target.addEventListener(name, end);
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

// Keys of a handle: arrows step, Page keys leap, Home and End go to the ends. JupyterLab must not see these keys,
// for in command mode it would move to another cell.
function keyboard(target, { step, leap, ends }) {
  target.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS[event.key]) step(...ARROWS[event.key], event.shiftKey);
    else if (event.key === "PageUp") leap(1);
    else if (event.key === "PageDown") leap(-1);
    else if (event.key === "Home") ends(-1);
    else if (event.key === "End") ends(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

// A round handle with a hit area fit for a finger. `dimensions` 2 gives one that moves over a plane.
function handle(parent, { label, dimensions = 1, radius = 8, shape }) {
  const group = add(parent, "g", {
    class: "nnl-handle",
    role: "slider",
    tabindex: 0,
    "aria-label": label,
    focusable: "true",
    "aria-roledescription": dimensions === 2 ? "two-way slider" : null,
  });
  add(group, "rect", { class: "nnl-hit", x: -22, y: -16, width: 44, height: 32 });
  if (shape) add(group, "path", { class: "nnl-ring", d: shape, transform: "scale(1.9)" });
  else add(group, "circle", { class: "nnl-ring", r: radius + 5 });
  if (shape) add(group, "path", { class: "nnl-knob", d: shape });
  else add(group, "circle", { class: "nnl-knob", r: radius });
  let x = 0;
  let y = 0;
  return {
    element: group,
    at: () => [x, y],
    place(toX, toY, { low, high, value, text }) {
      [x, y] = [toX, toY];
      set(group, {
        transform: `translate(${toX.toFixed(1)},${toY.toFixed(1)})`,
        "data-value": value,
        "aria-valuemin": low,
        "aria-valuemax": high,
        "aria-valuenow": value,
        "aria-valuetext": text,
      });
    },
  };
}

// A labelled horizontal slider: text above, track and handle below.
function slider(parent, { label, low, high, step, page, show, change, release }) {
  const box = add(parent, "div", { class: "nnl-slider" });
  const line = add(box, "div", { class: "nnl-slider-label" });
  add(line, "span", {}, label);
  const shown = add(line, "output", { class: "nnl-number" });
  const svg = add(box, "svg", { height: 32 });
  const track = add(svg, "line", { class: "nnl-track", x1: 10, y1: 16, y2: 16 });
  const part = add(svg, "line", { class: "nnl-track-part", y1: 16, y2: 16 });
  const knob = handle(svg, { label });
  let x = scale(low, high, 10, 100);
  let value = low;
  // Kept at once: two keys may come before the next drawing.
  const go = (to) => change((value = clamp(Math.round(to / step) * step, low, high)));
  const home = clamp(0, low, high);
  draggable(knob.element, svg, { at: knob.at, move: (px) => go(x.invert(px)), release });
  const then =
    (act) =>
    (...given) => (act(...given), release());
  keyboard(knob.element, {
    step: then((dx, dy, more) => go(value + (dx + dy) * (more ? page : step))),
    leap: then((direction) => go(value + direction * page)),
    ends: then((direction) => go(direction < 0 ? low : high)),
  });
  const draw = (to = value) => {
    value = to;
    const text = show(value);
    say(shown, text);
    set(part, { x1: x(home), x2: x(value) });
    knob.place(x(value), 16, { low, high, value: Number(value.toFixed(6)), text });
  };
  const resize = () => {
    const width = Math.max(box.clientWidth, 80);
    x = scale(low, high, 10, width - 10);
    set(svg, { width });
    set(track, { x2: width - 10 });
    draw();
  };
  return { draw, resize };
}

// Ask the learner's function, on release only. Answers to an older question are passed over.
function learner(model, { question, changed }) {
  const active = model.get("learner") !== "";
  let count = 0;
  let timer = 0;
  let slow = 0;
  let state = "answered";
  const become = (to) => {
    state = to;
    changed();
  };
  const arrive = () => {
    if (model.get("answer").number < count) return;
    count = model.get("answer").number;
    clearTimeout(slow);
    become("answered");
  };
  model.on("change:answer", arrive);
  return {
    active,
    get stale() {
      return active && state !== "answered";
    },
    get answer() {
      return model.get("answer");
    },
    get state() {
      return state === "answered" ? model.get("answer").state : "asking";
    },
    get message() {
      if (state === "moving") return `Let go to ask your ${model.get("learner")}.`;
      if (state === "asking") return `Asking your ${model.get("learner")} …`;
      if (state === "silent")
        return "The kernel has not answered yet: it is busy, or off. Run the cell again if it stays so.";
      return model.get("answer").message;
    },
    moving() {
      clearTimeout(timer);
      if (active && state !== "moving") become("moving");
    },
    ask() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        count = Math.max(count, model.get("answer").number ?? 0) + 1;
        if (active) model.set("question", { number: count, ...question() });
        model.save_changes();
        if (!active) return;
        become("asking");
        clearTimeout(slow);
        slow = setTimeout(() => become("silent"), 6000);
      }, 150);
    },
    stop() {
      clearTimeout(timer);
      clearTimeout(slow);
      model.off("change:answer", arrive);
    },
  };
}
