// The signal with its window, the window magnified, and the output: three drawings of one width.

const TALL = 104;
const SIDE = 34;
const CELLS_AT = TALL + 52;
const ROW_HEIGHT = 32;

const curve = (points) =>
  points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("");

// `change` gets a weight's place and value, `go` the output to work out; `release`: the hand let go.
function signalPlots(svg, { signal, size, compared, change, go, release }) {
  let now = { kernel: Array(size).fill(0), stride: 1, place: 0, output: [0] };
  const text = (name, words) => add(svg, "text", { class: name }, words);
  const back = add(svg, "g");
  const lens = add(svg, "path", { class: "nnl-lens" });
  const line = add(svg, "path", { class: "nnl-signal" });
  const dots = signal.slice(0, size).map(() => add(svg, "circle", { class: "nnl-in-window", r: 2.6 }));
  const heads = ["Signal", "The window", ""].map((words) => text("nnl-head", words));
  const names = ["x", "× w", "= xw"].map((words) => text("nnl-small", words));
  const rows = [0, 1, 2].map((row) =>
    Array.from({ length: size }, (_, k) => {
      if (row !== 1) return cell(svg);
      const rest = { label: `Weight ${k + 1} of the kernel`, step: 0.1, page: 1, low: -9, high: 9 };
      return scrub(svg, svg, { ...rest, get: () => now.kernel[k], change: (v) => change(k, v), release });
    }),
  );
  const sum = [text("nnl-small"), text("nnl-head"), compared && text("nnl-yours-text")];
  const result = add(svg, "path", { class: "nnl-output" });
  const yours = add(svg, "path", { class: "nnl-output-yours" });
  const point = add(svg, "circle", { class: "nnl-reference", r: 5.5 });
  const guide = add(svg, "line", { class: "nnl-cross" });

  const grip = add(svg, "g", {
    class: "nnl-handle nnl-window",
    role: "slider",
    tabindex: 0,
    "aria-label": "Window",
  });
  const hit = add(grip, "rect", { class: "nnl-hit", height: TALL });
  const ring = add(grip, "rect", { class: "nnl-window-box", height: TALL, rx: 4 });
  const last = () => now.output.length - 1;
  const to = (place) => go(clamp(Math.round(place), 0, last()));
  let x = scale(0, 1, 0, 1);
  const startOf = (place) => x(place * now.stride);
  draggable(grip, svg, {
    at: () => [startOf(now.place), 0],
    move: (px) => to(x.invert(px) / now.stride),
    release,
  });
  keyboard(grip, {
    step: (dx, dy, more) => (to(now.place + (dx + dy) * (more ? 10 : 1)), release()),
    leap: (direction) => (to(now.place + 10 * direction), release()),
    ends: (direction) => (to(direction < 0 ? 0 : last()), release()),
  });

  let [w, at, below, width] = [0, 0, 0, 0];
  const grid = (y) => {
    for (const tick of y.ticks(3)) {
      add(back, "line", {
        class: tick ? "nnl-grid" : "nnl-axis",
        x1: SIDE,
        x2: width,
        y1: y(tick),
        y2: y(tick),
      });
      add(back, "text", { class: "nnl-small nnl-end", x: SIDE - 8, y: y(tick) + 4 }, brief(tick));
    }
  };
  return {
    // Returns the height that all of it takes.
    layout(wide) {
      width = wide;
      x = scale(0, signal.length - 1, SIDE + 8, width - 8);
      const roomy = width - 60 - 150 > size * 40;
      w = clamp((width - 44 - (roomy ? 150 : 0)) / size, 20, 62);
      at = 44;
      below = CELLS_AT + 3 * ROW_HEIGHT + (roomy ? 40 : compared ? 100 : 82);
      rows.forEach((row, r) =>
        row.forEach((c, k) => c.place(at + k * w, CELLS_AT + r * ROW_HEIGHT, w, ROW_HEIGHT)),
      );
      names.forEach((name, r) => set(name, { x: 2, y: CELLS_AT + r * ROW_HEIGHT + 21 }));
      const corner = roomy
        ? [at + size * w + 18, CELLS_AT + ROW_HEIGHT + 7]
        : [at, CELLS_AT + 3 * ROW_HEIGHT + 20];
      sum.forEach((part, i) => part && set(part, { x: corner[0], y: corner[1] + 19 * i }));
      set(heads[0], { x: SIDE, y: 10 });
      set(heads[1], { x: at, y: CELLS_AT - 10 });
      set(heads[2], { x: SIDE, y: below - 4 });
      say(heads[2], fitting(width - SIDE, "Output: the sum at every place", "Output"));
      for (const part of [hit, ring]) set(part, { y: 18 });
      set(svg, { class: w < 40 ? "nnl-tight" : null });
      return below + TALL + 22;
    },
    // `shown`: how many outputs to draw; `your`: the learner's values, none where there are none.
    draw(next, { shown, your, stale }) {
      now = next;
      const { kernel, stride, place, output, bias } = now;
      const start = place * stride;
      const y = scale(Math.min(...signal), Math.max(...signal), 18 + TALL - 6, 24);
      const ends = [...output, ...your.filter(Number.isFinite), 0];
      const v = scale(
        Math.min(...ends),
        Math.max(...ends, Math.min(...ends) + 1e-6),
        below + TALL,
        below + 12,
      );
      back.replaceChildren();
      grid(y);
      grid(v);
      set(line, { d: curve(signal.map((value, i) => [x(i), y(value)])) });
      dots.forEach((dot, k) => set(dot, { cx: x(start + k), cy: y(signal[start + k]) }));
      const [left, right] = [x(start) - 5, x(start + size - 1) + 5];
      const room = Math.max(0, 40 - right + left) / 2;
      set(ring, { x: left, width: right - left });
      set(hit, { x: left - room, width: right - left + 2 * room });
      const foot = 18 + TALL;
      set(lens, { d: `M${left},${foot}L${at},${CELLS_AT}H${at + size * w}L${right},${foot}Z` });
      const parts = kernel.map((weight, k) => signal[start + k] * weight);
      const most = (values) => Math.max(...values.map(Math.abs), 1e-9);
      const words = (value) => brief(value, w < 40 ? 1 : 2);
      rows[0].forEach((c, k) => c.draw(signal[start + k], most(signal), words(signal[start + k])));
      rows[1].forEach((c, k) => c.draw(kernel[k], most(kernel), words(kernel[k])));
      rows[2].forEach((c, k) => c.draw(parts[k], most(parts), words(parts[k])));
      const total = parts.reduce((a, b) => a + b, 0);
      say(sum[0], `sum ${format(total)} ${bias < 0 ? "−" : "+"} bias ${format(Math.abs(bias), 1)}`);
      say(sum[1], `output ${place + 1} = ${format(output[place])}`);
      if (compared) say(sum[2], `yours = ${your.length ? format(your[place]) : "–"}`);
      const middle = (i) => x(i * stride + (size - 1) / 2);
      set(result, { d: curve(output.slice(0, shown).map((value, i) => [middle(i), v(value)])) });
      const mine = your.map((value, i) => [middle(i), v(value)]).filter(([, b]) => Number.isFinite(b));
      set(yours, { d: curve(mine.slice(0, shown)), class: `nnl-output-yours${stale ? " nnl-stale" : ""}` });
      set(point, { cx: middle(place), cy: v(output[place]), "data-value": Number(output[place].toFixed(6)) });
      set(guide, {
        x1: middle(place),
        x2: middle(place),
        y1: below + 2,
        y2: v(output[place]),
      });
      set(grip, {
        "aria-valuemin": 0,
        "aria-valuemax": last(),
        "aria-valuenow": place,
        "data-value": place,
        "aria-valuetext": `values ${start + 1} to ${start + size}: output ${format(output[place])}`,
      });
    },
  };
}
