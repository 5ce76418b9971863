// Precision and recall of one label at every threshold, and the four counts at the present one.

function thresholdCurves(parent) {
  const box = add(parent, "div", { class: "nnl-beside nnl-detail" });
  const svg = add(box, "svg", { role: "img", "aria-label": "Precision and recall at every threshold" });
  const back = add(svg, "g");
  const curves = ["nnl-curve-precision", "nnl-curve-recall"].map((name) => add(svg, "path", { class: name }));
  const guide = add(svg, "line", { class: "nnl-threshold" });
  const points = ["nnl-reference", "nnl-recall"].map((name) => add(svg, "circle", { class: name, r: 5 }));
  const head = add(svg, "text", { class: "nnl-head", y: 12 });
  const table = add(box, "div", { class: "nnl-counts" });
  const cells = ["", "has it", "has it not", "predicted", "", "", "not predicted", "", ""].map((words, i) =>
    add(table, "span", { class: i % 3 && i > 2 ? "nnl-count" : "" }, words),
  );
  const [TOP, TALL, SIDE] = [26, 118, 30];
  let x = scale(0, 1, 0, 1);
  const y = scale(0, 1, TOP + TALL, TOP);
  let of = null;
  return {
    layout(width) {
      const wide = width >= 640 ? width * 0.52 : width;
      x = scale(0, 1, SIDE, wide - 8);
      set(svg, { width: wide, height: TOP + TALL + 38 });
      back.replaceChildren();
      for (const tick of [0, 0.5, 1]) {
        add(back, "line", {
          class: tick ? "nnl-grid" : "nnl-axis",
          x1: SIDE,
          x2: x(1),
          y1: y(tick),
          y2: y(tick),
        });
        add(back, "text", { class: "nnl-small nnl-end", x: SIDE - 6, y: y(tick) + 4 }, brief(tick));
        add(back, "text", { class: "nnl-small nnl-middle", x: x(tick), y: TOP + TALL + 16 }, brief(tick));
      }
      add(back, "text", { class: "nnl-middle", x: x(0.5), y: TOP + TALL + 34 }, "threshold");
      set(head, { x: SIDE });
      of = null;
    },
    draw({ name, label, threshold }) {
      if (of !== label) {
        of = label;
        ["precision", "recall"].forEach((kind, k) => {
          let d = "";
          for (let i = 1; i < 100; i++) {
            const value = scoresAt(label, i / 100)[kind];
            if (Number.isFinite(value))
              d += `${d ? "L" : "M"}${x(i / 100).toFixed(1)},${y(value).toFixed(1)}`;
          }
          set(curves[k], { d });
        });
        say(head, fitting(x(1) - SIDE, `${name}, at every threshold`, name));
      }
      const now = scoresAt(label, threshold);
      set(guide, { x1: x(threshold), x2: x(threshold), y1: TOP, y2: TOP + TALL });
      [now.precision, now.recall].forEach((value, k) =>
        set(points[k], {
          cx: x(threshold),
          cy: y(value || 0),
          display: Number.isFinite(value) ? null : "none",
        }),
      );
      const words = [
        `${now.found} found`,
        `${now.wrong} false alarms`,
        `${now.missed} missed`,
        `${now.left} left out`,
      ];
      [4, 5, 7, 8].forEach((at, i) => say(cells[at], words[i]));
    },
  };
}
