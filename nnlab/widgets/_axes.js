// A chart: frame, grid, ticks and names, curves that stay inside it, and a handle that runs along its x axis.

let charts = 0;

// Points as a path; it breaks where a value is not finite.
function trace(xs, ys, x, y) {
  let path = "";
  let pen = "M";
  xs.forEach((value, i) => {
    if (!Number.isFinite(ys[i])) return (pen = "M");
    path += `${pen}${x(value).toFixed(1)},${clamp(y(ys[i]), -4000, 4000).toFixed(1)}`;
    pen = "L";
  });
  return path;
}

// `count` values from `low` to `high`, both included.
const spread = (low, high, count) =>
  Array.from({ length: count }, (_, i) => low + (i * (high - low)) / (count - 1));

// An axis is { low, high, name, brief, ticks, show }: `brief` a name for where there is little room, `ticks` a number
// of them or their list, `show` writes one; `apart` keeps them away from handles on the frame, by so many pixels.
function chart(svg, { x, y }) {
  const group = add(svg, "g");
  const id = `nnl-clip-${origin}-${charts++}`;
  const clip = add(add(add(group, "defs"), "clipPath", { id }), "rect");
  const ground = add(group, "g");
  const back = add(group, "g");
  const surface = add(group, "rect", { class: "nnl-ground" });
  const inside = add(group, "g", { "clip-path": `url(#${id})`, class: "nnl-passive" });
  const ticks = (axis, place) => (Array.isArray(axis.ticks) ? axis.ticks : place.ticks(axis.ticks ?? 5));
  const write = (axis, value, all) => {
    if (axis.show) return axis.show(value);
    return format(value, all.every((tick) => Number.isInteger(Number(tick.toFixed(6)))) ? 0 : 1);
  };
  const self = {
    group,
    ground, // below the grid
    inside, // above it, cut off at the frame
    surface,
    x: null,
    y: null,
    box: null,
    layout(left, top, width, height) {
      const [right, bottom] = [left + width, top + height];
      self.box = { left, top, right, bottom, width, height };
      self.x = scale(x.low, x.high, left, right);
      self.y = scale(y.low, y.high, bottom, top);
      for (const each of [surface, clip]) set(each, { x: left, y: top, width, height });
      back.replaceChildren();
      const kind = (value) => (Math.abs(value) < 1e-9 ? "nnl-axis" : "nnl-grid");
      const across = ticks(x, self.x);
      for (const t of across) {
        const at = self.x(t).toFixed(1);
        add(back, "line", { class: kind(t), x1: at, x2: at, y1: top, y2: bottom });
        add(back, "text", { class: "nnl-small nnl-middle", x: at, y: bottom + 16 }, write(x, t, across));
      }
      const up = ticks(y, self.y);
      for (const t of up) {
        const at = self.y(t);
        add(back, "line", { class: kind(t), x1: left, x2: right, y1: at.toFixed(1), y2: at.toFixed(1) });
        add(back, "text", { class: "nnl-small nnl-end", x: left - 7 - (y.apart ?? 0), y: at + 4 }, write(y, t, up));
      }
      if (x.name) add(back, "text", { class: "nnl-middle", x: left + width / 2, y: bottom + 34 }, x.name);
      const title = y.brief ? fitting(width, y.name, y.brief) : y.name;
      if (title) add(back, "text", { class: "nnl-head nnl-halo", x: left, y: top - 9 }, title);
    },
    // A curve; `draw` takes its points.
    curve(kind) {
      const path = add(inside, "path", { class: `nnl-curve ${kind}` });
      return {
        element: path,
        draw: (xs, ys) => set(path, { d: trace(xs, ys, self.x, self.y) }),
      };
    },
    // A line from the frame's foot to its top at one x.
    plumb(kind = "nnl-cross") {
      const line = add(inside, "line", { class: kind });
      return (value) => {
        const at = self.x(value).toFixed(1);
        set(line, { x1: at, x2: at, y1: self.box.top, y2: self.box.bottom });
      };
    },
  };
  return self;
}

// A handle for one number along a chart's x axis. A click with the mouse anywhere in `charts` brings it there.
// Where the steps are uneven, `nudge` gets by how many of them the keys go.
function runner(svg, charts, { label, low, high, step, page, get, change, release, shape, nudge }) {
  const knob = handle(svg, { label, shape });
  const x = () => charts[0].x;
  const go = (to) => change(clamp(Math.round(to / step) * step, low, high));
  const by = nudge ?? ((steps) => go(get() + steps * step));
  const many = Math.round(page / step);
  const then =
    (act) =>
    (...given) => (act(...given), release());
  draggable(knob.element, svg, {
    at: () => [x()(get()), 0],
    move: (px) => go(x().invert(px)),
    release,
  });
  keyboard(knob.element, {
    step: then((dx, dy, more) => by((dx + dy) * (more ? many : 1))),
    leap: then((direction) => by(direction * many)),
    ends: then((direction) => go(direction < 0 ? low : high)),
  });
  for (const plot of charts) {
    const { surface } = plot;
    surface.classList.add("nnl-reachable");
    surface.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button !== 0) return; // a finger may want to scroll
      go(plot.x.invert(event.clientX - svg.getBoundingClientRect().left));
      knob.element.dispatchEvent(new PointerEvent("pointerdown", event));
    });
  }
  return {
    element: knob.element,
    place: (y, text) => knob.place(x()(get()), y, { low, high, value: Number(get().toFixed(6)), text }),
  };
}

// Buttons of which one is pressed. `options` are pairs of a key and what the button says.
function choices(parent, { label, options, choose }) {
  const box = add(parent, "div", { class: "nnl-one-of", role: "group", "aria-label": label });
  const buttons = options.map(([key, words]) => {
    const button = add(box, "button", { type: "button", "data-key": key }, words);
    button.addEventListener("click", () => choose(key));
    return button;
  });
  return {
    draw(chosen) {
      buttons.forEach((button, i) => set(button, { "aria-pressed": String(options[i][0] === chosen) }));
    },
  };
}
