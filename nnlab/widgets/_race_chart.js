// How the loss falls, step by step, on an axis of powers of ten; a handle below it moves through the race.

const FLOOR = 1e-6;

function lossChart(svg, { racers, steps, get, go, release }) {
  const layer = add(svg, "g");
  const back = add(layer, "g");
  const id = `nnl-chart-${origin}-${hatchings++}`;
  const clip = add(add(add(layer, "defs"), "clipPath", { id }), "rect");
  const curves = add(layer, "g", { "clip-path": `url(#${id})` });
  const lines = racers.map((kind) => add(curves, "path", { class: `nnl-way nnl-${kind}` }));
  const yours = racers.map(() => add(curves, "path", { class: "nnl-way nnl-way-yours" }));
  const now = add(layer, "line", { class: "nnl-race-now" });
  const heads = racers.map((kind) =>
    add(layer, "path", { class: `nnl-head-mark nnl-${kind}`, d: MARKS[kind] }),
  );
  const knob = handle(layer, { label: "Step of the race", shape: UP });
  let x = null;
  let y = null;
  let box = null;
  draggable(knob.element, svg, { at: knob.at, move: (px) => go(Math.round(x.invert(px))), release });
  keyboard(knob.element, {
    step: (dx, dy, more) => go(get() + (dx + dy) * (more ? 10 : 1)),
    leap: (direction) => go(get() + 20 * direction),
    ends: (direction) => go(direction < 0 ? 0 : steps),
  });
  const height = (loss) => y(Math.log10(Math.min(Math.max(loss, FLOOR), 1e9)));
  const path = (losses) =>
    losses.map((loss, t) => `${t ? "L" : "M"}${x(t).toFixed(1)},${height(loss).toFixed(1)}`).join("");
  return {
    layout(left, top, width, tall, highest) {
      box = { left, top, right: left + width, bottom: top + tall };
      x = scale(0, steps, box.left, box.right);
      y = scale(Math.log10(FLOOR), Math.ceil(Math.log10(highest) + 0.2), box.bottom, box.top);
      set(clip, { x: left, y: top - 1, width, height: tall + 2 });
      back.replaceChildren();
      add(back, "text", { class: "nnl-head", x: left, y: top - 12 }, "Loss at each step");
      for (const power of [-6, -4, -2, 0]) {
        add(back, "line", { class: "nnl-grid", x1: left, x2: box.right, y1: y(power), y2: y(power) });
        const text = power ? `10${[...String(power)].map((c) => SUPERSCRIPT[c]).join("")}` : "1";
        add(back, "text", { class: "nnl-small nnl-end", x: left - 8, y: y(power) + 4 }, text);
      }
      add(back, "line", { class: "nnl-axis", x1: left, x2: box.right, y1: box.bottom, y2: box.bottom });
      for (const t of [0, steps / 2, steps])
        add(back, "text", { class: "nnl-small nnl-middle", x: x(t), y: box.bottom + 34 }, String(t));
    },
    // Only when a way has changed, which stepping through it does not do.
    trace(losses, theirs) {
      lines.forEach((line, k) => set(line, { d: path(losses[k]) }));
      yours.forEach((line, k) => set(line, { d: theirs[k] ? path(theirs[k]) : null }));
    },
    draw(step, losses, stale) {
      yours.forEach((line) => set(line, { class: `nnl-way nnl-way-yours${stale ? " nnl-stale" : ""}` }));
      set(now, { x1: x(step), x2: x(step), y1: box.top, y2: box.bottom });
      heads.forEach((head, k) => {
        const t = Math.min(step, losses[k].length - 1);
        const place = [x(t), Math.max(height(losses[k][t]), box.top)];
        set(head, { transform: `translate(${place.map((v) => v.toFixed(1))}) scale(0.8)` });
      });
      knob.place(x(step), box.bottom + 10, {
        low: 0,
        high: steps,
        value: step,
        text: `step ${step} of ${steps}`,
      });
    },
  };
}
