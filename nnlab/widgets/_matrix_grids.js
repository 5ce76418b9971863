// The three matrices of a product: two to change, and the result to choose a number from.

const whole = (rows) => rows.every((row) => row.every(Number.isInteger));
const reachOf = (rows) => Math.max(1, ...rows.flat().map(Math.abs));

// `change` gets "A" or "B", row, column and the new value. Call `choose` with what to do when a result is chosen.
function productGrids(svg, { A, B, compared, change, release, save }) {
  const [m, n, p] = [A.length, B.length, B[0].length];
  let current = { A, B, i: 0, j: 0 };
  const numbers = (name, rows) => {
    const step = whole(rows) ? 1 : 0.1;
    const reach = Math.max(9, Math.ceil(reachOf(rows)));
    return rows.map((row, i) =>
      row.map((_, k) =>
        scrub(svg, svg, {
          label: `${name}, row ${i + 1}, column ${k + 1}`,
          step,
          page: step * 10,
          low: -reach,
          high: reach,
          get: () => current[name][i][k],
          change: (value) => change(name, i, k, value),
          release,
        }),
      ),
    );
  };
  const cells = { A: numbers("A", A), B: numbers("B", B) };
  const picker = add(svg, "g", {
    class: "nnl-picker",
    role: "slider",
    tabindex: 0,
    "aria-label": "Number of the product",
    "aria-roledescription": "two-way slider",
    "aria-valuemin": 1,
    "aria-valuemax": m * p,
  });
  const results = A.map(() => B[0].map(() => ({ ...cell(picker), your: null })));
  for (const result of results.flat())
    if (compared) result.your = add(result.group, "text", { class: "nnl-middle nnl-yours-text" });
  const picked = add(picker, "rect", { class: "nnl-picked nnl-band-cell", rx: 4 });
  const bands = ["nnl-row-band", "nnl-column-band"].map((name) => add(svg, "rect", { class: name, rx: 6 }));
  const names = ["A", "B", "A @ B"].map((text) => add(svg, "text", { class: "nnl-head" }, text));
  const shapes = [
    [m, n],
    [n, p],
    [m, p],
  ].map(([a, b]) => add(svg, "text", { class: "nnl-small" }, `(${a}, ${b})`));
  let [w, h, low, left, top, tight] = [0, 0, 0, 0, 0, false];

  return {
    choose(act) {
      const go = (i, j) => act(clamp(i, 0, m - 1), clamp(j, 0, p - 1));
      const under = (event) => {
        const box = svg.getBoundingClientRect();
        go(
          Math.floor((event.clientY - box.top - top) / low),
          Math.floor((event.clientX - box.left - left) / w),
        );
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
          if (held) save();
          held = false;
        });
      keyboard(picker, {
        step: (dx, dy) => (go(current.i - dy, current.j + dx), save()),
        leap: (direction) => (go(current.i - direction, current.j), save()),
        ends: (direction) => (go(current.i, direction < 0 ? 0 : p - 1), save()),
      });
    },
    layout(width) {
      w = clamp((width - GAP - 2) / (n + p), 26, 72);
      h = 34;
      low = compared ? 46 : 36;
      [left, top] = [n * w + GAP, MARGIN + 8 + n * h + 14];
      cells.A.forEach((row, i) => row.forEach((c, k) => c.place(k * w, top + i * low, w, low)));
      cells.B.forEach((row, k) => row.forEach((c, j) => c.place(left + j * w, MARGIN + 8 + k * h, w, h)));
      results.forEach((row, i) =>
        row.forEach((c, j) => {
          c.place(left + j * w, top + i * low, w, low);
          if (c.your) set(c.your, { x: w / 2, y: low / 2 + 16 });
        }),
      );
      tight = w < 50;
      set(svg, { width: left + p * w + 4, height: top + m * low + 24, class: tight ? "nnl-tight" : null });
      set(names[0], { x: 0, y: top - 10 });
      set(shapes[0], { x: 16, y: top - 10 });
      set(names[1], { x: left, y: 14 });
      set(shapes[1], { x: left + 16, y: 14 });
      set(names[2], { x: left, y: top + m * low + 20 });
      set(shapes[2], { x: left + 46, y: top + m * low + 20 });
    },
    draw(now) {
      current = now;
      const { i, j, added, done, partial, yours, stale, C } = now;
      for (const name of ["A", "B"]) {
        const reach = reachOf(now[name]);
        cells[name].forEach((row, r) =>
          row.forEach((c, k) => {
            c.draw(now[name][r][k], reach);
            const [line, along] = name === "A" ? [r === i, k] : [k === j, r];
            set(c.group, { "data-now": line && along === added - 1 });
          }),
        );
      }
      set(bands[0], { x: -4, y: top + i * low - 1, width: left + (j + 1) * w + 5, height: low + 2 });
      set(bands[1], {
        x: left + j * w - 1,
        y: MARGIN + 4,
        width: w + 2,
        height: top + (i + 1) * low - MARGIN,
      });
      set(picked, { x: left + j * w, y: top + i * low, width: w, height: low });
      const reach = reachOf(C);
      results.forEach((row, r) =>
        row.forEach((c, s) => {
          const index = r * p + s;
          const here = r === i && s === j && added < n;
          const known = here ? added > 0 : index < done;
          const value = here ? partial : C[r][s];
          c.draw(
            known ? value : NaN,
            reach,
            known ? brief(value) + (here ? " …" : "") : "?",
            compared ? 8 : 0,
          );
          set(c.group, { "data-known": known && !here });
          set(c.text, { class: known ? "nnl-middle nnl-strong" : "nnl-middle nnl-unknown" });
          if (!c.your) return;
          const your = yours[index];
          const same = Math.abs(your - C[r][s]) <= 1e-8 + 1e-5 * Math.abs(C[r][s]);
          set(c.your, {
            class: `nnl-middle nnl-yours-text${stale ? " nnl-stale" : ""}`,
            "data-agrees": your === undefined ? "none" : String(same),
            display: index < done ? null : "none",
          });
          say(c.your, your === undefined ? "–" : `${same ? (tight ? "" : "= ") : "≠ "}${brief(your)}`);
        }),
      );
      const said = results[i][j].text.textContent;
      set(picker, {
        "aria-valuenow": i * p + j + 1,
        "aria-valuetext": `row ${i + 1}, column ${j + 1}: ${said === "?" ? "not computed yet" : said}`,
      });
    },
  };
}
