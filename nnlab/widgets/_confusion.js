// The table of mistakes: a row for what the pictures are, a column for what the network says, and their numbers. It
// is chosen from: a cell, a whole row or column by its name, or, by the corner, all mistakes.

// `choose` gets row and column, -1 for a name instead of a cell.
function confusion(parent, { names, counts, choose, release }) {
  const svg = add(parent, "svg", {
    role: "group",
    "aria-label": "What pictures are, and what the network says",
  });
  const size = names.length;
  const largest = (right) =>
    Math.max(1, ...counts.flatMap((row, i) => row.filter((_, j) => (i === j) === right)));
  const most = { true: largest(true), false: largest(false) };
  const text = (name, words) => add(svg, "text", { class: name }, words);
  const short = (name) => (name.length > 12 ? `${name.slice(0, 11)}…` : name);
  const cells = counts.map((row, i) =>
    row.map((count, j) => {
      const opacity = 0.58 * Math.sqrt(count / most[i === j]);
      const name = i === j ? "nnl-positive" : "nnl-negative";
      return {
        box: add(svg, "rect", { class: name, "fill-opacity": opacity.toFixed(3), rx: 2 }),
        edge: add(svg, "rect", { class: "nnl-cell-line", rx: 2 }),
        count: text("nnl-middle nnl-tally", count || ""),
      };
    }),
  );
  const titles = {
    rows: names.map((name) => text("nnl-end nnl-tally-name", short(name))),
    columns: names.map((name) => text("nnl-tally-name", short(name))),
  };
  const corner = [text("nnl-small nnl-end", "is ↓"), text("nnl-small nnl-end", "taken for →")];
  const picker = add(svg, "g", {
    class: "nnl-picker",
    role: "slider",
    tabindex: 0,
    "aria-label": "Pictures to look at",
    "aria-roledescription": "two-way slider",
    "aria-valuemin": 0,
    "aria-valuemax": (size + 1) ** 2 - 1,
  });
  const ground = add(picker, "rect", { class: "nnl-hit" });
  const picked = add(picker, "rect", { class: "nnl-picked", rx: 3 });
  const [LEFT, TOP] = [84, 78];
  let w = 28;
  let now = [-1, -1];
  // Kept at once: two keys may come before the next drawing.
  const go = (i, j) => choose(...(now = [clamp(i, -1, size - 1), clamp(j, -1, size - 1)]));
  const at = (pixel, from) => Math.floor((pixel - from) / w);
  const under = (event) => {
    const box = svg.getBoundingClientRect();
    const [i, j] = [at(event.clientY - box.top, TOP), at(event.clientX - box.left, LEFT)];
    if (i !== now[0] || j !== now[1]) go(Math.max(i, -1), Math.max(j, -1));
  };
  let held = false;
  picker.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    held = true;
    picker.setPointerCapture(event.pointerId);
    picker.focus({ preventScroll: true });
    under(event);
  });
  picker.addEventListener("pointermove", (event) => held && under(event));
  for (const name of ["pointerup", "pointercancel"])
    picker.addEventListener(name, () => {
      if (held) release();
      held = false;
    });
  keyboard(picker, {
    step: (dx, dy) => (go(now[0] - dy, now[1] + dx), release()),
    leap: (direction) => (go(now[0] - direction * 3, now[1]), release()),
    ends: (direction) => (go(now[0], direction < 0 ? -1 : size - 1), release()),
  });
  return {
    layout(width) {
      w = clamp((width - LEFT - 2) / size, 11, 30);
      const span = w * size;
      set(svg, { width: LEFT + span + 2, height: TOP + span + 2 });
      set(ground, { width: LEFT + span, height: TOP + span });
      set(corner[0], { x: LEFT - 8, y: TOP - 6 });
      set(corner[1], { x: LEFT - 8, y: TOP - 24 });
      cells.forEach((row, i) =>
        row.forEach(({ box, edge, count }, j) => {
          const [x, y] = [LEFT + j * w, TOP + i * w];
          for (const part of [box, edge]) set(part, { x: x + 0.5, y: y + 0.5, width: w - 1, height: w - 1 });
          set(count, { x: x + w / 2, y: y + w / 2 + 4, display: w < 24 ? "none" : null });
        }),
      );
      titles.rows.forEach((title, i) => set(title, { x: LEFT - 8, y: TOP + (i + 0.5) * w + 4 }));
      titles.columns.forEach((title, j) =>
        set(title, { transform: `translate(${LEFT + (j + 0.5) * w + 4},${TOP - 6}) rotate(-90)` }),
      );
    },
    draw([i, j], words) {
      now = [i, j];
      const wide = size * w;
      set(picked, {
        x: j < 0 ? (i < 0 ? 0 : LEFT) : LEFT + j * w,
        y: i < 0 ? (j < 0 ? 0 : TOP) : TOP + i * w,
        width: j < 0 ? (i < 0 ? LEFT : wide) : w,
        height: i < 0 ? (j < 0 ? TOP : wide) : w,
      });
      set(picker, {
        "aria-valuenow": (i + 1) * (size + 1) + j + 1,
        "aria-valuetext": words,
        "data-value": `${i},${j}`,
      });
    },
  };
}
