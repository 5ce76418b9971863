// A row for each label: its probabilities as two heaps, who has it above the line and who has not below, the
// threshold that parts them, and precision and recall as bars.

const BINS = 40;
const HEAP = 20;

// How many of the sorted values are at least `limit`.
function atLeast(sorted, limit) {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] >= limit) to = middle;
    else from = middle + 1;
  }
  return sorted.length - from;
}

// Found, false alarms, missed and left out at a threshold; precision and recall are nan where nothing is to share.
function scoresAt({ yes, no }, threshold) {
  const [found, wrong] = [atLeast(yes, threshold), atLeast(no, threshold)];
  return {
    found,
    wrong,
    missed: yes.length - found,
    left: no.length - wrong,
    precision: found / (found + wrong),
    recall: found / yes.length,
  };
}

function heightsOf(values) {
  const bins = new Array(BINS).fill(0);
  for (const value of values) bins[Math.min(Math.floor(value * BINS), BINS - 1)]++;
  return bins.map(Math.sqrt);
}

const share = (value) => (Number.isFinite(value) ? format(value, 3) : "–");

// `change` gets a label and its threshold, `choose` the label that the hand or the keyboard came to.
function thresholdRows(svg, { labels, names, compared, get, change, choose, release }) {
  const hatch = compared ? `url(#${hatching(svg)})` : null;
  const back = add(svg, "g");
  const text = (parent, name, words) => add(parent, "text", { class: name }, words);
  const heads = ["probability", "precision", "recall"].map((words) => text(svg, "nnl-head", words));
  const mean = [
    text(svg, "nnl-small", "mean"),
    text(svg, "nnl-end nnl-strong"),
    text(svg, "nnl-end nnl-strong"),
  ];
  let x = scale(0, 1, 0, 1);
  const rows = labels.map((label, j) => {
    const group = add(svg, "g", { class: "nnl-label", "data-label": names[j] });
    const ground = add(group, "rect", { class: "nnl-label-ground", rx: 6 });
    const id = `${origin}-${hatchings++}`;
    const clip = add(add(add(group, "defs"), "clipPath", { id }), "rect", { y: -60, height: 120 });
    const heaps = add(group, "g");
    const kept = add(heaps, "g", { "clip-path": `url(#${id})` });
    const parts = [heaps, kept].map((parent, full) =>
      ["nnl-positive", "nnl-negative"].map((name) =>
        add(parent, "path", { class: `${name}${full ? "" : " nnl-faint"}` }),
      ),
    );
    const row = {
      group,
      ground,
      clip,
      heaps,
      parts,
      name: text(group, "nnl-strong", names[j].length > 17 ? `${names[j].slice(0, 16)}…` : names[j]),
      size: text(group, "nnl-small"),
      axis: add(heaps, "line", { class: "nnl-axis" }),
      line: add(heaps, "line", { class: "nnl-threshold", y1: -HEAP - 4, y2: HEAP + 4 }),
      bars: ["nnl-reference", "nnl-recall"].map((name) =>
        add(group, "rect", { class: name, height: 12, rx: 1 }),
      ),
      shares: [0, 1].map(() => text(group, "nnl-end")),
      yourBars: compared
        ? [0, 1].map(() => add(group, "rect", { class: "nnl-yours", height: 9, fill: hatch }))
        : [],
      yours: compared ? [0, 1].map(() => text(group, "nnl-end nnl-yours-text")) : [],
      handle: handle(svg, { label: `Threshold for ${names[j]}` }),
      y: 0,
    };
    say(row.size, `${label.yes.length} of ${label.yes.length + label.no.length} have it`);
    const go = (to) => change(j, clamp(Math.round(to * 100) / 100, 0.01, 0.99));
    const then =
      (act) =>
      (...given) => (act(...given), release());
    draggable(row.handle.element, svg, { at: row.handle.at, move: (px) => go(x.invert(px)), release });
    keyboard(row.handle.element, {
      step: then((dx, dy, more) => go(get(j) + (dx + dy) * (more ? 0.1 : 0.01))),
      leap: then((direction) => go(get(j) + 0.1 * direction)),
      ends: then((direction) => go(direction < 0 ? 0.01 : 0.99)),
    });
    row.handle.element.addEventListener("focus", () => choose(j));
    group.addEventListener("click", () => choose(j));
    return row;
  });

  // Square roots, so that a heap of three can be seen beside one of a hundred.
  const bins = labels.map(({ yes, no }) => [yes, no].map(heightsOf));
  const most = bins.map((pair) => Math.max(...pair.flat(), 1));
  const heap = (heights, unit) => {
    const wide = (x(1) - x(0)) / BINS;
    const bar = (height, i) =>
      `M${(x(0) + i * wide + 0.5).toFixed(1)},0v${(height * unit).toFixed(1)}h${(wide - 1).toFixed(1)}V0Z`;
    return heights.map((height, i) => (height ? bar(height, i) : "")).join("");
  };
  let [bar, starts] = [0, [0, 0]];
  return {
    // Returns the height that it takes.
    layout(width) {
      const wide = width >= 640;
      const pitch = wide ? (compared ? 64 : 56) : compared ? 124 : 112;
      const named = wide ? 130 : 0;
      const plot = wide ? (width - named) * 0.46 : width - 16;
      x = scale(0, 1, named + 8, named + plot - 8);
      bar = wide ? (width - named - plot) / 2 - 84 : width / 2 - 70;
      starts = wide ? [named + plot + 18, named + plot + 18 + bar + 78] : [8, width / 2 + 8];
      back.replaceChildren();
      const foot = 24 + rows.length * pitch;
      for (const tick of [0, 0.25, 0.5, 0.75, 1]) {
        if (wide) add(back, "line", { class: "nnl-grid", x1: x(tick), x2: x(tick), y1: 24, y2: foot });
        add(back, "text", { class: "nnl-small nnl-middle", x: x(tick), y: foot + 14 }, brief(tick));
      }
      rows.forEach((row, j) => {
        const top = 24 + j * pitch;
        const middle = top + (wide ? 28 : 50);
        const low = wide ? middle : top + 92;
        row.y = middle;
        set(row.ground, { x: -6, y: top + 1, width: width + 12, height: pitch - 2 });
        set(row.name, { x: wide ? 0 : 8, y: wide ? middle - 2 : top + 18 });
        set(row.size, { x: wide ? 0 : Math.min(120, width - 110), y: wide ? middle + 14 : top + 18 });
        set(row.heaps, { transform: `translate(0,${middle})` });
        set(row.axis, { x1: x(0), x2: x(1) });
        for (const pair of row.parts)
          bins[j].forEach((heights, k) =>
            set(pair[k], { d: heap(heights, ((k ? 1 : -1) * HEAP) / most[j]) }),
          );
        const lift = compared ? 14 : 6;
        starts.forEach((start, k) => {
          set(row.bars[k], { x: start, y: low - lift });
          set(row.shares[k], { x: start + bar + 54, y: low - lift + 11 });
          if (!compared) return;
          set(row.yourBars[k], { x: start, y: low + 5 });
          set(row.yours[k], { x: start + bar + 54, y: low + 14 });
        });
      });
      heads.forEach((head, k) =>
        set(head, { x: k ? starts[k - 1] : x(0), y: 14, display: wide || k ? null : "none" }),
      );
      const tail = foot + (wide ? 18 : 40);
      set(mean[0], { x: wide ? starts[0] : 8, y: tail });
      [1, 2].forEach((k) => set(mean[k], { x: starts[k - 1] + bar + 54, y: tail }));
      return tail + 8;
    },
    draw({ scores, thresholds, chosen, yours, stale }) {
      const fade = stale ? " nnl-stale" : "";
      rows.forEach((row, j) => {
        const at = x(thresholds[j]);
        const values = [scores[j].precision, scores[j].recall];
        set(row.clip, { x: at, width: Math.max(x(1) - at + 1, 0) });
        set(row.line, { x1: at, x2: at });
        set(row.ground, { class: `nnl-label-ground${j === chosen ? " nnl-chosen-label" : ""}` });
        values.forEach((value, k) => {
          set(row.bars[k], { width: Number.isFinite(value) ? bar * value : 0, "data-value": share(value) });
          say(row.shares[k], share(value));
          if (!compared) return;
          const your = number(yours[j]?.[k]);
          set(row.yourBars[k], { width: Number.isFinite(your) ? bar * your : 0, class: `nnl-yours${fade}` });
          set(row.yours[k], { class: `nnl-end nnl-yours-text${fade}` });
          say(row.yours[k], share(your));
        });
        row.handle.place(at, row.y, {
          low: 0.01,
          high: 0.99,
          value: thresholds[j],
          text: `${format(thresholds[j])}: precision ${share(values[0])}, recall ${share(values[1])}`,
        });
      });
      ["precision", "recall"].forEach((name, k) => {
        const good = scores.map((each) => each[name]).filter(Number.isFinite);
        say(mean[k + 1], good.length ? share(good.reduce((a, b) => a + b) / good.length) : "–");
      });
    },
  };
}
