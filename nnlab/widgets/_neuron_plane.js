// The plane of a neuron's two inputs: shaded by the activation, parted by the line z = 0, which turns and shifts.

const SIDE = 3; // the axes go from -SIDE to SIDE
const MOST_WEIGHT = 4;
const MOST_BIAS = 10;
const ARROW = 0.6; // length on the plane of a weight of 1

const dot = (a, b) => a[0] * b[0] + a[1] * b[1];
const inSquare = (p) => p.map((v) => clamp(v, -SIDE, SIDE));

// The line's two ends on the square's border, or null where it misses the square.
function lineEnds(w, b) {
  const ends = [];
  for (const fixed of [-SIDE, SIDE]) {
    for (const axis of [0, 1]) {
      const other = -(w[axis] * fixed + b) / w[1 - axis];
      if (w[1 - axis] && Math.abs(other) <= SIDE) ends.push(axis ? [other, fixed] : [fixed, other]);
    }
  }
  ends.sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  return ends.length > 1 ? [ends[0], ends.at(-1)] : null;
}

// The point of the line that is nearest to `p`.
function foot(p, w, b) {
  const size = dot(w, w);
  return size < 1e-9 ? p : p.map((v, i) => v - (w[i] * (dot(w, p) + b)) / size);
}

// Sigmoid is steepest at the line and the same along it, so that one gradient across it shades the plane.
function shading(svg) {
  const id = `nnl-shade-${origin}-${charts++}`;
  const gradient = add(add(svg, "defs"), "linearGradient", { id, gradientUnits: "userSpaceOnUse" });
  for (const z of spread(-6, 6, 25)) {
    const strength = 2 * sigmoid(z) - 1;
    add(gradient, "stop", {
      class: z < 0 ? "nnl-low" : "nnl-high",
      offset: (z + 6) / 12,
      "stop-opacity": ((z < 0 ? 0.3 : 0.5) * Math.abs(strength)).toFixed(3),
    });
  }
  return { gradient, fill: `url(#${id})` };
}

function neuronPlane(svg, { names, points, get, change, release }) {
  const axis = (name) => ({ low: -SIDE, high: SIDE, name, ticks: 6 });
  const plot = chart(svg, { x: axis(names[0]), y: axis(names[1]) });
  const { gradient, fill } = shading(svg);
  const shade = add(plot.ground, "rect", { fill });
  const border = add(plot.inside, "path", { class: "nnl-border" });
  const shaft = add(plot.inside, "path", { class: "nnl-border" });
  const marks = points.map(([, , label]) => ({
    wrong: add(plot.inside, "rect", { class: "nnl-wrong", width: 16, height: 16 }),
    odd: add(plot.inside, "circle", { class: "nnl-odd", r: 11 }),
    shape: add(plot.inside, label ? "circle" : "path", {
      class: label ? "nnl-dot" : "nnl-thorn",
      r: label ? 5 : null,
    }),
  }));
  const line = handle(svg, { label: "The line: shift it", dimensions: 2, radius: 6 });
  const tip = handle(svg, {
    label: "Weight vector: turn and stretch it",
    dimensions: 2,
    shape: "M0,-8L8,0L0,8L-8,0Z",
  });
  const input = handle(svg, { label: "Input x", dimensions: 2 });
  const letters = ["w", "x"].map((letter) =>
    add(svg, "text", { class: "nnl-symbol nnl-halo nnl-strong" }, letter),
  );
  const from = ([px, py]) => [plot.x.invert(px), plot.y.invert(py)];
  // The arrow ends at the frame at the latest: beyond it the tip would lie on what stands beside the plane.
  const tipOf = ({ w, anchor }) => {
    const room = w.map((v, i) => (v ? (Math.sign(v) * SIDE - anchor[i]) / (ARROW * v) : 1));
    const length = clamp(Math.min(...room), 0, 1);
    return anchor.map((v, i) => v + length * ARROW * w[i]);
  };

  // The bias follows from the weights and a point of the line.
  const through = (w, anchor) => {
    const b = clamp(-dot(w, anchor), -MOST_BIAS, MOST_BIAS);
    change({ w, b, anchor: foot(anchor, w, b) });
  };
  const acts = [
    [line, () => get().anchor, (to) => through(get().w, inSquare(to))],
    [
      tip,
      () => tipOf(get()),
      (to) => {
        const { anchor } = get();
        through(
          inSquare(to).map((v, i) => clamp((v - anchor[i]) / ARROW, -MOST_WEIGHT, MOST_WEIGHT)),
          anchor,
        );
      },
    ],
    [input, () => get().x, (to) => change({ x: inSquare(to).map((v) => Math.round(v * 20) / 20) })],
  ];
  for (const [knob, at, go] of acts) {
    const move = (px, py) => go(from([px, py]));
    draggable(knob.element, svg, { at: knob.at, move, release });
    const by = (dx, dy) => (go([at()[0] + dx, at()[1] + dy]), release());
    keyboard(knob.element, {
      step: (dx, dy, more) => by(dx * (more ? 0.5 : 0.1), dy * (more ? 0.5 : 0.1)),
      leap: (direction) => by(0, direction),
      ends: (direction) => by(direction, 0),
    });
  }

  return {
    layout(left, top, side) {
      plot.layout(left, top, side, side);
      set(shade, { x: left, y: top, width: side, height: side });
      marks.forEach(({ wrong, odd, shape }, i) => {
        const [px, py] = [plot.x(points[i][0]), plot.y(points[i][1])];
        set(wrong, { x: px - 8, y: py - 8 });
        set(odd, { cx: px, cy: py });
        if (points[i][2]) set(shape, { cx: px, cy: py });
        else set(shape, { d: `M${px - 4.5},${py - 4.5}l9,9m0,-9l-9,9` });
      });
    },
    // `odd` tells which points the learner's function answers otherwise.
    draw({ w, b, x, anchor }, wrong, odd, text) {
      const at = ([p, q]) => [plot.x(p), plot.y(q)];
      const write = (p) =>
        at(p)
          .map((v) => v.toFixed(1))
          .join();
      const size = dot(w, w);
      const ends = lineEnds(w, b);
      set(border, { d: ends ? `M${write(ends[0])}L${write(ends[1])}` : "M0,0" });
      // From z = -6 to z = 6 across the line; without weights one shade everywhere.
      const reach = size > 1e-6 ? w.map((v) => (6 * v) / size) : [0, 0];
      const [[x1, y1], [x2, y2]] = [-1, 1].map((s) => at(anchor.map((v, i) => v + s * reach[i])));
      set(gradient, { x1, y1, x2, y2 });
      const end = tipOf({ w, anchor });
      set(shaft, { d: `M${write(anchor)}L${write(end)}` });
      marks.forEach((mark, i) => {
        set(mark.wrong, { display: wrong[i] ? null : "none" });
        set(mark.odd, { display: odd[i] ? null : "none" });
      });
      const inside = anchor.every((v) => Math.abs(v) <= SIDE + 1e-9);
      const limits = { low: -SIDE, high: SIDE };
      const show = (p, digits = 2) => p.map((v) => format(v, digits)).join(", ");
      const put = (knob, p, words) => {
        knob.place(...at(p), { ...limits, value: Number(p[0].toFixed(4)), text: words });
        set(knob.element, { "data-value": p.map((v) => Number(v.toFixed(4))).join() });
      };
      put(line, anchor, `through ${show(anchor)}; bias ${format(b)}`);
      put(tip, end, `weights ${show(w)}`);
      put(input, x, `x ${show(x)}; ${text}`);
      for (const shown of [line.element, tip.element, letters[0]])
        set(shown, { display: inside ? null : "none" });
      [end, x].forEach((p, i) => {
        const left = p[0] > 0.8 * SIDE; // else the letter would leave the frame
        const kind = `nnl-symbol nnl-halo nnl-strong${left ? " nnl-end" : ""}`;
        set(letters[i], { x: plot.x(p[0]) + (left ? -11 : 13), y: plot.y(p[1]) - 8, class: kind });
      });
    },
  };
}
