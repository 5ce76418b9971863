// The surface from above, with the ways over it: darker is higher, and each dot is a step.

const MARKS = {
  gradient_descent: "M0,-6A6,6 0 1 1 0,6A6,6 0 1 1 0,-6Z",
  momentum: "M-5.5,-5.5H5.5V5.5H-5.5Z",
  adam: "M0,-7L7,5.5L-7,5.5Z",
};
const CELLS = 64;
const BANDS = 11;

// Bands between the contours, as a picture: the lowest is clear.
function terrain(values, levels, element) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = CELLS;
  const pen = canvas.getContext("2d");
  const picture = pen.createImageData(CELLS, CELLS);
  const ink = channels(element, "--nnl-grey");
  values.forEach((value, i) => {
    picture.data.set(ink.slice(0, 3), 4 * i);
    picture.data[4 * i + 3] = (120 * levels.filter((level) => value > level).length) / levels.length;
  });
  pen.putImageData(picture, 0, 0);
  return canvas.toDataURL();
}

function raceMap(svg, { racers, get, change, release }) {
  const layer = add(svg, "g");
  const image = add(layer, "image", { preserveAspectRatio: "none" });
  const id = `nnl-map-${origin}-${hatchings++}`;
  const clip = add(add(add(layer, "defs"), "clipPath", { id }), "rect");
  const inside = add(layer, "g", { "clip-path": `url(#${id})` });
  const contours = add(inside, "path", { class: "nnl-level" });
  const draw = (name) => add(inside, "path", { class: `nnl-way ${name}` });
  const ways = racers.map((kind) => ({
    all: draw(`nnl-${kind} nnl-ahead`),
    gone: draw(`nnl-${kind}`),
    dots: draw(`nnl-${kind} nnl-footprints`),
    yours: draw("nnl-way-yours"),
    head: add(inside, "path", { class: `nnl-head-mark nnl-${kind}`, d: MARKS[kind] }),
    your: add(inside, "path", { class: "nnl-head-mark nnl-head-yours", d: MARKS[kind] }),
  }));
  const axes = add(layer, "g");
  const start = handle(layer, { label: "Start of the race", dimensions: 2 });
  let surface = null;
  let box = null;
  let x = null;
  let y = null;
  const go = (...wanted) =>
    change(wanted.map((v, i) => Number(clamp(v, surface.low[i], surface.high[i]).toFixed(2))));
  draggable(start.element, svg, { at: start.at, move: (px, py) => go(x.invert(px), y.invert(py)), release });
  const unit = () => (surface.high[0] - surface.low[0]) / 200;
  const then =
    (act) =>
    (...given) => (act(...given), release());
  keyboard(start.element, {
    step: then((dx, dy, more) => go(...[dx, dy].map((d, i) => get()[i] + d * unit() * (more ? 10 : 1)))),
    leap: then((direction) => go(get()[0], get()[1] + 20 * direction * unit())),
    ends: then((direction) => go(direction * 1e9, get()[1])),
  });
  const spot = ([a, b]) => `${clamp(x(a), -2000, 4000).toFixed(1)},${clamp(y(b), -2000, 4000).toFixed(1)}`;
  const line = (places) => (places.length ? `M${places.map(spot).join("L")}` : null);
  return {
    layout(left, top, side, shown, loss) {
      surface = shown;
      const { low, high } = surface;
      box = { left, top, right: left + side, bottom: top + side };
      x = scale(low[0], high[0], box.left, box.right);
      y = scale(low[1], high[1], box.bottom, box.top);
      const values = sample(loss, low, high, CELLS);
      const highest = values.reduce((a, b) => Math.max(a, b));
      const levels = Array.from({ length: BANDS }, (_, k) => 0.6 * highest * 0.5 ** k);
      for (const each of [image, clip]) set(each, { x: left, y: top, width: side, height: side });
      set(image, { href: terrain(values, levels, svg) });
      set(contours, {
        d: levels.map((level) => contour(values, CELLS, level)).join(""),
        transform: `translate(${left},${top}) scale(${side / CELLS})`,
      });
      axes.replaceChildren();
      add(axes, "rect", { class: "nnl-outline", x: left, y: top, width: side, height: side });
      for (const t of x.ticks(4))
        add(axes, "text", { class: "nnl-small nnl-middle", x: x(t), y: box.bottom + 16 }, format(t, 0));
      for (const t of y.ticks(4))
        add(axes, "text", { class: "nnl-small nnl-end", x: left - 8, y: y(t) + 4 }, format(t, 0));
      add(
        axes,
        "text",
        { class: "nnl-symbol nnl-middle", x: (left + box.right) / 2, y: box.bottom + 32 },
        "w₁",
      );
      add(axes, "text", { class: "nnl-symbol nnl-end", x: left - 24, y: (top + box.bottom) / 2 }, "w₂");
    },
    draw({ step, start: at, places, theirs, stale }) {
      ways.forEach(({ all, gone, dots, yours, head, your }, k) => {
        const been = places[k].slice(0, step + 1);
        set(all, { d: line(places[k]) });
        set(gone, { d: line(been) });
        set(dots, { d: been.map((place) => `M${spot(place)}h0.01`).join("") });
        set(head, { transform: `translate(${spot(been.at(-1))})` });
        const fade = stale ? " nnl-stale" : "";
        const mine = theirs[k]?.slice(0, step + 1);
        set(yours, { d: mine ? line(mine) : null, class: `nnl-way nnl-way-yours${fade}` });
        set(your, {
          transform: mine && `translate(${spot(mine.at(-1))}) scale(1.5)`,
          display: mine ? null : "none",
          class: `nnl-head-mark nnl-head-yours${fade}`,
        });
      });
      const text = `start at ${at.map((v) => format(v)).join(", ")}`;
      start.place(x(at[0]), y(at[1]), { low: surface.low[0], high: surface.high[0], value: at[0], text });
      set(start.element, { "data-value": at.join(",") });
    },
  };
}
