// Numbers in boxes: one to pull sideways, and the way in which all of them are written and tinted.

// Trailing zeros are left out: 1.10 is 1.1, 3.00 is 3; what rounds to nothing is 0.00, so that only 0 is 0.
function brief(value, digits = 2) {
  if (value !== 0 && Math.abs(value) < 0.5 * 10 ** -digits) return (0).toFixed(digits);
  return format(value, digits)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

// How strong a cell's tint is; blue for above zero, orange for below.
const tint = (value, reach) => ({
  class: value < 0 ? "nnl-negative" : "nnl-positive",
  "fill-opacity": (0.3 * Math.min(Math.abs(value) / reach, 1)).toFixed(3),
});

// A box with a number in it. `place` puts its upper left corner, `draw` writes into it.
function cell(parent, attributes = {}) {
  const group = add(parent, "g", { class: "nnl-cell", ...attributes });
  const back = add(group, "rect", { class: "nnl-cell-back", rx: 3 });
  const heat = add(group, "rect", { rx: 3 });
  const box = add(group, "rect", { class: "nnl-cell-box", rx: 3 });
  const text = add(group, "text", { class: "nnl-middle" });
  let middle = 0;
  return {
    group,
    text,
    place(x, y, width, height) {
      middle = height / 2;
      set(group, { transform: `translate(${x.toFixed(1)},${y.toFixed(1)})` });
      for (const part of [back, heat, box]) set(part, { x: 1, y: 1, width: width - 2, height: height - 2 });
      set(text, { x: width / 2, y: middle + 4.5 });
    },
    draw(value, reach, words = brief(value), lift = 0) {
      set(heat, Number.isFinite(value) ? tint(value, reach) : { "fill-opacity": 0 });
      set(group, { "data-value": Number.isFinite(value) ? Number(value.toFixed(6)) : null });
      set(text, { y: middle + 4.5 - lift });
      say(text, words);
    },
  };
}

// Pixels of a pull that change the number by one step.
const PULL = 7;

// A cell whose number is pulled sideways or moved by the arrow keys: a slider without a track.
function scrub(parent, surface, { label, step, page, low, high, get, change, release }) {
  const made = cell(parent, {
    class: "nnl-cell nnl-scrub",
    role: "slider",
    tabindex: 0,
    "aria-label": label,
    "aria-valuemin": low,
    "aria-valuemax": high,
  });
  const go = (to) => change(clamp(Number((Math.round(to / step) * step).toFixed(6)), low, high));
  const then =
    (act) =>
    (...given) => (act(...given), release());
  draggable(made.group, surface, {
    at: () => [(get() / step) * PULL, 0],
    move: (px) => go((px / PULL) * step),
    release,
  });
  keyboard(made.group, {
    step: then((dx, dy, more) => go(get() + (dx + dy) * (more ? page : step))),
    leap: then((direction) => go(get() + direction * page)),
    ends: then((direction) => go(direction < 0 ? low : high)),
  });
  const draw = made.draw;
  made.draw = (value, reach, ...rest) => {
    draw(value, reach, ...rest);
    set(made.group, { "aria-valuenow": value, "aria-valuetext": brief(value) });
  };
  return made;
}
