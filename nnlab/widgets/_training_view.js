// The plane with its samples, the network's answer and each hidden unit's line; the units beside it; the loss.

const GRID = 48;
const THUMB = 48;

// The ends of the line p·x + q·y + r = 0 inside a box of normalized inputs, or nothing.
function lineInside([p, q, r], [x0, y0], [x1, y1]) {
  const ends = [];
  for (const x of [x0, x1]) if (Math.abs(q) > 1e-12) ends.push([x, -(p * x + r) / q]);
  for (const y of [y0, y1]) if (Math.abs(p) > 1e-12) ends.push([-(q * y + r) / p, y]);
  const slack = 1e-9;
  const inside = ends.filter(
    ([x, y]) => x >= x0 - slack && x <= x1 + slack && y >= y0 - slack && y <= y1 + slack,
  );
  return inside.length >= 2 ? [inside[0], inside.at(-1)] : null;
}

function trainingView(body, { most, names, low, high, compared }) {
  const field = raster(body, GRID);
  const thumbs = Array.from({ length: most }, () => raster(body, GRID));
  const svg = add(body, "svg", {
    role: "img",
    "aria-label": "The network's answer over the plane of inputs",
  });
  const back = add(svg, "g");
  const lines = thumbs.map(() => add(svg, "line", { class: "nnl-unit-line" }));
  const edge = add(svg, "path", { class: "nnl-frontier" });
  const yours = compared ? add(svg, "path", { class: "nnl-frontier nnl-frontier-yours" }) : null;
  const dots = add(svg, "g", { class: "nnl-samples" });
  const tags = thumbs.map((_, j) => {
    const tag = add(svg, "g", { class: "nnl-tag" });
    add(tag, "circle", { r: 8 });
    add(tag, "text", { class: "nnl-small nnl-middle", y: 4 }, String(j + 1));
    return tag;
  });
  const units = thumbs.map((_, j) => {
    const group = add(svg, "g");
    add(group, "rect", { class: "nnl-outline", width: THUMB, height: THUMB });
    add(group, "text", { class: "nnl-strong", x: 4, y: 14 }, String(j + 1));
    return {
      group,
      bar: add(group, "rect", { height: 6, y: THUMB + 6 }),
      weight: add(group, "text", { class: "nnl-small nnl-middle", x: THUMB / 2, y: THUMB + 26 }),
    };
  });
  const heads = [add(svg, "text", { class: "nnl-head" }), add(svg, "text", { class: "nnl-head" })];
  const curve = add(svg, "path", { class: "nnl-loss" });
  const ticks = [0, 1, 2].map(() => add(svg, "text", { class: "nnl-small nnl-middle" }));
  const shares = new Float64Array(GRID * GRID);
  let box = null;
  let x = null;
  let y = null;
  let chart = null;
  let colours = null;
  const grid = (level) =>
    `translate(${box.left},${box.top}) scale(${(box.right - box.left) / level},${(box.bottom - box.top) / level})`;

  return {
    svg,
    layout(width, count, samples, [from, to]) {
      const wide = width >= 620;
      const left = 58;
      const side = wide ? clamp(width * 0.45, 250, 380) : Math.min(width - left - 4, 380);
      box = { left, top: 6, right: left + side, bottom: 6 + side };
      x = scale(from[0], to[0], box.left, box.right);
      y = scale(from[1], to[1], box.bottom, box.top);
      const raw = [scale(low[0], high[0], box.left, box.right), scale(low[1], high[1], box.bottom, box.top)];
      colours = lookup(svg);
      field.place(box.left, box.top, side);
      back.replaceChildren();
      add(back, "rect", { class: "nnl-outline", x: left, y: box.top, width: side, height: side });
      const digits = (i) => (high[i] - low[i] < 4 ? 1 : 0);
      for (const t of raw[0].ticks(4))
        add(
          back,
          "text",
          { class: "nnl-small nnl-middle", x: raw[0](t), y: box.bottom + 16 },
          format(t, digits(0)),
        );
      for (const t of raw[1].ticks(5))
        add(
          back,
          "text",
          { class: "nnl-small nnl-end", x: left - 13, y: raw[1](t) + 4 },
          format(t, digits(1)),
        );
      add(back, "text", { class: "nnl-middle", x: left + side / 2, y: box.bottom + 34 }, names[0]);
      const turned = `translate(${left - 44},${box.top + side / 2}) rotate(-90)`;
      add(back, "text", { class: "nnl-middle", transform: turned }, names[1]);
      dots.replaceChildren();
      for (const [a, b, yes] of samples) {
        const [px, py] = [x(a), y(b)].map((v) => v.toFixed(1));
        if (yes) add(dots, "circle", { cx: px, cy: py, r: 2.8 });
        else add(dots, "path", { d: `M${px - 2.6},${py - 2.6}l5.2,5.2m0,-5.2l-5.2,5.2` });
      }
      const column = wide ? box.right + 36 : 0;
      const top = wide ? 16 : box.bottom + 66;
      const pitch = 66;
      const fit = Math.max(Math.floor((width - column + 10) / pitch), 1);
      const row = Math.min(fit, count <= fit ? count : Math.ceil(count / 2));
      const rows = Math.ceil(count / row);
      set(heads[0], { x: column, y: top });
      say(heads[0], width - column < 240 ? "Hidden units" : "Hidden units, and their weights");
      units.forEach(({ group }, j) => {
        const shown = { display: j < count ? null : "none" };
        const at = [column + (j % row) * pitch, top + 14 + Math.floor(j / row) * 92];
        set(group, { transform: `translate(${at})`, ...shown });
        thumbs[j].place(...at, THUMB);
        thumbs[j].canvas.style.display = j < count ? "" : "none";
        for (const each of [lines[j], tags[j]]) set(each, shown);
      });
      const under = top + 14 + rows * 92 + 22;
      const tall = wide ? Math.max(box.bottom - under - 14, 90) : 120;
      chart = { left: column + 26, right: width - 12, top: under + 10, bottom: under + 10 + tall };
      set(heads[1], { x: column, y: under });
      say(heads[1], "Loss after each epoch");
      for (const loss of [0, 0.25, 0.5, 0.75]) {
        const at = chart.bottom - (loss / 0.75) * tall;
        add(back, "line", {
          class: loss ? "nnl-grid" : "nnl-axis",
          x1: chart.left,
          x2: chart.right,
          y1: at,
          y2: at,
        });
        if (loss * 2 === Math.round(loss * 2))
          add(
            back,
            "text",
            { class: "nnl-small nnl-end", x: chart.left - 6, y: at + 4 },
            format(loss, loss ? 1 : 0),
          );
      }
      set(svg, { width, height: Math.max(chart.bottom + 26, box.bottom + 42) });
    },
    draw({ weights, count, survey: seen, losses, theirs, stale, from, to }) {
      for (let i = 0; i < shares.length; i++) shares[i] = squash(seen.logits[i]);
      field.paint(shares, colours);
      set(edge, { d: contour(seen.logits, GRID, 0), transform: grid(GRID) });
      let strongest = 1;
      for (let j = 0; j < count; j++) strongest = Math.max(strongest, Math.abs(weights[3 * count + j]));
      for (let j = 0; j < count; j++) {
        thumbs[j].paint(seen.hidden[j], colours);
        const ends = lineInside([weights[j], weights[count + j], weights[2 * count + j]], from, to);
        const places = ends?.map(([a, b]) => [x(a), y(b)]);
        set(lines[j], { visibility: ends ? null : "hidden" });
        set(tags[j], { visibility: ends ? null : "hidden" });
        if (ends) {
          const [[x1, y1], [x2, y2]] = places.map((place) => place.map((v) => v.toFixed(1)));
          set(lines[j], { x1, y1, x2, y2 });
          set(tags[j], { transform: `translate(${x1},${y1})` });
        }
        const weight = weights[3 * count + j];
        const length = (Math.abs(weight) / strongest) * (THUMB / 2);
        set(units[j].bar, {
          class: weight < 0 ? "nnl-negative" : "nnl-positive",
          x: weight < 0 ? THUMB / 2 - length : THUMB / 2,
          width: length,
        });
        say(units[j].weight, (Math.round(10 * weight) / 10 + 0).toFixed(1).replace("-", "−"));
      }
      if (yours) {
        const size = theirs ? Math.sqrt(theirs.length) : 1;
        set(yours, {
          d: theirs ? contour(theirs, size, 0.5) : null,
          transform: grid(size),
          class: `nnl-frontier nnl-frontier-yours${stale ? " nnl-stale" : ""}`,
        });
      }
      const end = Math.max(100, 10 ** Math.ceil(Math.log10(losses.length + 1)));
      const span = [1, 2, 5, 10].map((k) => (k * end) / 10).find((e) => e >= losses.length && e >= 100);
      const across = scale(0, span, chart.left, chart.right);
      const down = scale(0, 0.75, chart.bottom, chart.top);
      const every = Math.max(1, Math.floor(losses.length / 300));
      const kept = losses
        .map((loss, i) => [i + 1, loss])
        .filter(([i]) => i % every === 0 || i === losses.length);
      set(curve, {
        d: kept.length
          ? `M${kept.map(([i, loss]) => `${across(i).toFixed(1)},${down.inside(loss).toFixed(1)}`).join("L")}`
          : null,
      });
      ticks.forEach((tick, k) => {
        set(tick, { x: across((k * span) / 2), y: chart.bottom + 18 });
        say(tick, String((k * span) / 2));
      });
    },
  };
}
