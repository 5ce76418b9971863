// A network drawn from left to right. Edges: as thick as what flows, blue and whole where it adds, orange and dashed
// where it takes away. Units: their answer on the whole plane, and a gauge filled up to their answer here.

const NODE = 52;

function parts(svg, network, compared, choose) {
  const hatch = compared ? hatching(svg) : null;
  const last = network.layers.length;
  const sizes = [network.mean.length, ...network.layers.map(({ b }) => b.length)];
  const names = ["temperature", "duration"];
  const normalized = network.mean.some((mean) => mean !== 0);
  const units = ["°C", "min"];
  const edges = network.layers.map(({ W }) =>
    W.map((row) =>
      row.map(() => ({
        wire: add(svg, "path", { class: "nnl-wire" }),
        flow: add(svg, "path", { class: "nnl-flow" }),
      })),
    ),
  );

  const nodes = sizes.map((count, l) =>
    Array.from({ length: count }, (_, j) => {
      const group = add(svg, "g", { class: "nnl-unit", "data-layer": l, "data-unit": j });
      const node = { group, title: null };
      if (l === 0) {
        node.body = add(group, "circle", { class: "nnl-input", r: 24 });
        node.title = add(group, "text", { class: "nnl-small nnl-middle", y: -32 }, names[j]);
        node.value = add(group, "text", { class: "nnl-middle nnl-strong", y: 5 });
        node.raw = add(group, "text", { class: "nnl-small nnl-middle", y: 42 });
        if (normalized)
          add(group, "text", { class: "nnl-small nnl-middle", y: 57 }, "normalized");
        return node;
      }
      set(group, {
        role: "button",
        tabindex: 0,
        "aria-label": `Show how ${l === last ? "output" : `layer ${l}`} unit ${j + 1} is computed`,
      });
      const half = NODE / 2;
      add(group, "rect", { class: "nnl-back", x: -half, y: -half, width: NODE, height: NODE, rx: 6 });
      node.image = add(group, "image", {
        x: -half,
        y: -half,
        width: NODE,
        height: NODE,
        preserveAspectRatio: "none",
      });
      node.body = add(group, "rect", {
        class: "nnl-box",
        x: -half,
        y: -half,
        width: NODE,
        height: NODE,
        rx: 4,
      });
      node.spot = add(group, "circle", { class: "nnl-spot", r: 3 });
      add(group, "rect", { class: "nnl-gauge", x: half + 4, y: -half, width: 8, height: NODE });
      node.level = add(group, "rect", { class: "nnl-reference", x: half + 4, width: 8 });
      if (compared)
        node.yourLevel = add(group, "rect", {
          class: "nnl-yours",
          x: half + 14,
          width: 7,
          fill: `url(#${hatch})`,
        });
      node.value = add(group, "text", { class: "nnl-middle nnl-strong", y: half + 17 });
      if (compared) node.your = add(group, "text", { class: "nnl-middle nnl-yours-text", y: half + 33 });
      if (l === last && j === 0)
        node.said = add(group, "text", { class: "nnl-middle nnl-head", y: -half - 10 });
      const pick = () => choose(l, j);
      for (const event of ["click", "focus", "pointerenter"]) group.addEventListener(event, pick);
      return node;
    }),
  );

  let centre = null;
  return {
    // From left to right where there is room, else from top to bottom.
    layout(left, top, width) {
      const down = width < 400;
      const most = Math.max(...sizes);
      const pitch = compared ? 98 : 84;
      const fit = down ? Math.min(1, width / most / (compared ? 78 : 68)) : 1;
      const height = down ? 84 + last * 150 : most * pitch;
      const step = (width - 92) / last;
      centre = sizes.map((count, l) =>
        Array.from({ length: count }, (_, j) =>
          down
            ? [left + ((j + 0.5) * width) / count - (l ? 10 * fit : 0), top + 48 + l * 150 - (l ? 24 : 0)]
            : [left + 34 + l * step, top + ((j + 0.5) * height) / count - (l ? 12 : 0)],
        ),
      );
      nodes.forEach((layer, l) =>
        layer.forEach(({ group }, j) => {
          set(group, {
            transform: `translate(${centre[l][j].map((v) => v.toFixed(1))}) scale(${fit.toFixed(3)})`,
          });
        }),
      );
      edges.forEach((layer, l) =>
        layer.forEach((row, i) =>
          row.forEach(({ wire, flow }, j) => {
            const ends = [centre[l][i], centre[l + 1][j]];
            const before = down
              ? l
                ? NODE / 2 + (compared ? 38 : 22)
                : normalized
                  ? 62
                  : 48
              : l
                ? NODE / 2 + (compared ? 22 : 13)
                : 25;
            // `along` is the way the values go, `across` the other.
            const [along, across] = down ? [1, 0] : [0, 1];
            const [from, to] = [ends[0][along] + before * fit, ends[1][along] - (NODE / 2) * fit - 2];
            const bend = (from + to) / 2;
            const point = (a, c) =>
              down ? `${c.toFixed(1)},${a.toFixed(1)}` : `${a.toFixed(1)},${c.toFixed(1)}`;
            const [c0, c1] = [ends[0][across], ends[1][across]];
            const d = `M${point(from, c0)}C${point(bend, c0)} ${point(bend, c1)} ${point(to, c1)}`;
            set(wire, { d });
            set(flow, { d });
          }),
        ),
      );
      if (nodes[last][0].said)
        set(
          nodes[last][0].said,
          down
            ? { x: 52, y: 5, class: "nnl-head" }
            : { x: 0, y: -NODE / 2 - 10, class: "nnl-head nnl-middle" },
        );
      return height;
    },
    paint(l, j, href) {
      set(nodes[l][j].image, { href });
    },
    draw({ at, stages, where, chosen, said, yours, stale }) {
      edges.forEach((layer, l) =>
        layer.forEach((row, i) =>
          row.forEach(({ wire, flow }, j) => {
            const flows = stages[l][i] * network.layers[l].W[i][j];
            const width = clamp(0.8 + 2 * Math.sqrt(Math.abs(flows)), 0.8, 10).toFixed(2);
            const into = chosen[0] === l + 1 && chosen[1] === j;
            set(wire, {
              "stroke-width": width,
              "data-value": flows.toFixed(4),
              class: `nnl-wire ${flows < 0 ? "nnl-minus" : "nnl-plus"}${into ? " nnl-into" : ""}`,
            });
            set(flow, { display: Math.abs(flows) < 0.05 ? "none" : null });
          }),
        ),
      );
      nodes.forEach((layer, l) =>
        layer.forEach((node, j) => {
          const value = stages[l][j];
          set(node.group, { "data-value": Number(value.toPrecision(6)) });
          say(node.value, format(value, l ? 3 : Math.abs(value) < 10 ? 2 : 0));
          if (l === 0) return say(node.raw, `${format(at[j], j)} ${units[j]}`);
          const half = NODE / 2;
          const level = clamp(value, 0, 1) * NODE;
          set(node.level, { y: half - level, height: level });
          set(node.spot, { cx: (where[0] - 0.5) * NODE, cy: (0.5 - where[1]) * NODE });
          set(node.body, { class: chosen[0] === l && chosen[1] === j ? "nnl-box nnl-chosen" : "nnl-box" });
          if (node.said) say(node.said, said);
          if (!yours) return;
          const your = yours[l - 1] === undefined ? undefined : number(yours[l - 1][j]);
          const same = your !== undefined && Math.abs(your - value) <= 1e-8 + 1e-5 * Math.abs(value);
          const tall = your > 0 ? clamp(your, 0, 1) * NODE : 0;
          const fade = stale ? " nnl-stale" : "";
          set(node.yourLevel, { y: half - tall, height: tall, class: `nnl-yours${fade}` });
          say(node.your, your === undefined ? "–" : `${stale ? "" : same ? "= " : "≠ "}${format(your, 3)}`);
          set(node.your, {
            class: `nnl-middle nnl-yours-text${fade}`,
            "data-agrees": your === undefined ? "none" : String(same),
            "data-value": your,
          });
        }),
      );
    },
  };
}
