// A plane of two inputs: what a unit answers everywhere on it, the line where it is undecided, and a point to move.

// Values of `f` on a grid of `size` by `size` cells, first row at the top.
function sample(f, [x0, y0], [x1, y1], size) {
  const values = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const y = y1 + ((row + 0.5) / size) * (y0 - y1);
    for (let column = 0; column < size; column++)
      values[row * size + column] = f([x0 + ((column + 0.5) / size) * (x1 - x0), y]);
  }
  return values;
}

// A picture of the grid: blue above the middle, orange below, clear at the middle itself.
function heat(values, size, { middle, reach }, element) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d");
  const picture = pen.createImageData(size, size);
  const colours = [channels(element, "--nnl-orange"), channels(element, "--nnl-blue")];
  values.forEach((value, i) => {
    const t = clamp((value - middle) / reach, -1, 1);
    picture.data.set(colours[t > 0 ? 1 : 0].slice(0, 3), 4 * i);
    picture.data[4 * i + 3] = 255 * (t > 0 ? 0.55 : 0.26) * Math.abs(t);
  });
  pen.putImageData(picture, 0, 0);
  return canvas.toDataURL();
}

// The line on which the grid crosses `level`, as a path in units of the grid's cells (marching squares).
function contour(values, size, level) {
  let path = "";
  const at = (row, column) => values[row * size + column] - level;
  for (let row = 0; row < size - 1; row++) {
    for (let column = 0; column < size - 1; column++) {
      const corners = [at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)];
      const cuts = [];
      const edges = [
        [0, 0, 1, 0],
        [1, 0, 1, 1],
        [1, 1, 0, 1],
        [0, 1, 0, 0],
      ];
      edges.forEach(([xa, ya, xb, yb], i) => {
        const [a, b] = [corners[i], corners[(i + 1) % 4]];
        if (a > 0 === b > 0) return;
        const t = a / (a - b);
        cuts.push(
          `${(column + 0.5 + xa + t * (xb - xa)).toFixed(2)},${(row + 0.5 + ya + t * (yb - ya)).toFixed(2)}`,
        );
      });
      for (let i = 0; i + 1 < cuts.length; i += 2) path += `M${cuts[i]}L${cuts[i + 1]}`;
    }
  }
  return path;
}

// Shapes of the handles that run along the axes: they point at the plane.
const UP = "M0,-9L8,5L-8,5Z";
const RIGHT = "M9,0L-5,8L-5,-8Z";

// The plane with its axes and three handles: the point itself, and one on each axis. `inputs` names the two axes.
function plane(svg, { inputs, low, high, get, change, release }) {
  const layer = add(svg, "g");
  const image = add(layer, "image", { preserveAspectRatio: "none" });
  const line = add(layer, "path", { class: "nnl-contour" });
  const dots = add(layer, "g", { class: "nnl-dots" });
  const axes = add(layer, "g");
  const cross = [add(layer, "line", { class: "nnl-cross" }), add(layer, "line", { class: "nnl-cross" })];
  const handles = [
    handle(layer, { label: inputs[0].name, shape: UP }),
    handle(layer, { label: inputs[1].name, shape: RIGHT }),
    handle(layer, { label: `${inputs[0].name} and ${inputs[1].name}`, dimensions: 2 }),
  ];
  let box = null;
  let x = null;
  let y = null;
  const go = (...wanted) =>
    change(wanted.map((v, i) => clamp(Math.round(v / inputs[i].step) * inputs[i].step, low[i], high[i])));
  const by = (i, delta) => go(...get().map((v, k) => (k === i ? v + delta : v)));
  const moves = [
    (px) => go(x.invert(px), get()[1]),
    (_, py) => go(get()[0], y.invert(py)),
    (px, py) => go(x.invert(px), y.invert(py)),
  ];
  handles.forEach((each, i) => {
    draggable(each.element, svg, { at: each.at, move: moves[i], release });
    const size = (k, more) => (more ? inputs[k].page : inputs[k].step);
    const axis = i === 2 ? 1 : i;
    const then =
      (act) =>
      (...given) => (act(...given), release());
    keyboard(each.element, {
      step: then((dx, dy, more) =>
        i === 2
          ? go(get()[0] + dx * size(0, more), get()[1] + dy * size(1, more))
          : by(i, (dx + dy) * size(i, more)),
      ),
      leap: then((direction) => by(axis, direction * inputs[axis].page)),
      ends: then((direction) => by(i === 2 ? 0 : i, direction * 1e9)),
    });
  });
  return {
    layout(left, top, width, height, points) {
      box = { left, top, right: left + width, bottom: top + height };
      x = scale(low[0], high[0], box.left, box.right);
      y = scale(low[1], high[1], box.bottom, box.top);
      set(image, { x: left, y: top, width, height });
      axes.replaceChildren();
      add(axes, "rect", { class: "nnl-outline", x: left, y: top, width, height });
      for (const t of x.ticks(width > 180 ? 5 : 3))
        add(axes, "text", { class: "nnl-small nnl-middle", x: x(t), y: box.bottom + 30 }, format(t, 0));
      for (const t of y.ticks(5))
        add(axes, "text", { class: "nnl-small nnl-end", x: left - 20, y: y(t) + 4 }, format(t, 0));
      add(
        axes,
        "text",
        { class: "nnl-middle", x: left + width / 2, y: box.bottom + 48 },
        `${inputs[0].name} (${inputs[0].unit})`,
      );
      add(
        axes,
        "text",
        { class: "nnl-middle", transform: `translate(${left - 42},${top + height / 2}) rotate(-90)` },
        `${inputs[1].name} (${inputs[1].unit})`,
      );
      dots.replaceChildren();
      for (const [a, b, yes] of points) {
        if (yes) add(dots, "circle", { cx: x(a).toFixed(1), cy: y(b).toFixed(1), r: 2.6 });
        else
          add(dots, "path", {
            d: `M${(x(a) - 2.4).toFixed(1)},${(y(b) - 2.4).toFixed(1)}l4.8,4.8m0,-4.8l-4.8,4.8`,
          });
      }
    },
    // `sums` are the values before the activation: smooth where these are steep, and zero on the same line.
    paint(values, sums, size, range) {
      set(image, { href: heat(values, size, range, svg) });
      set(line, {
        d: contour(sums, size, 0),
        transform: `translate(${box.left},${box.top}) scale(${(box.right - box.left) / size},${(box.bottom - box.top) / size})`,
      });
    },
    draw(text) {
      const [a, b] = get();
      const [px, py] = [x(a), y(b)];
      set(cross[0], { x1: px, x2: px, y1: py, y2: box.bottom });
      set(cross[1], { x1: box.left, x2: px, y1: py, y2: py });
      const [va, vb] = [a, b].map((v) => Number(v.toFixed(4)));
      handles[0].place(px, box.bottom + 9, {
        low: low[0],
        high: high[0],
        value: va,
        text: `${inputs[0].show(a)}, ${text}`,
      });
      handles[1].place(box.left - 9, py, {
        low: low[1],
        high: high[1],
        value: vb,
        text: `${inputs[1].show(b)}, ${text}`,
      });
      handles[2].place(px, py, {
        low: low[0],
        high: high[0],
        value: va,
        text: `${inputs[0].show(a)}, ${inputs[1].show(b)}, ${text}`,
      });
      set(handles[2].element, { "data-value": `${va},${vb}` });
    },
  };
}
