// The graph drawn: boxes with a value in each and its gradient below, edges that light up as a step uses them.

const BOX = { width: 88, height: 46 };

// `change` gets an input's name and value.
function graphNodes(svg, { nodes, compared, get, change, release }) {
  const edges = nodes.flatMap((node, i) =>
    node.inputs.map((j, k) => ({
      from: j,
      to: i,
      slot: k,
      count: node.inputs.length,
      line: add(svg, "path", { class: "nnl-edge" }),
      label: null,
    })),
  );
  const boxes = nodes.map((node, i) => {
    const label = `Input ${node.name}`;
    const range = { step: 0.1, page: 1, low: -10, high: 10 };
    const box =
      node.op === "input"
        ? scrub(svg, svg, {
            label,
            ...range,
            get: () => get(node.name),
            change: (v) => change(node.name, v),
            release,
          })
        : cell(svg, { class: `nnl-cell nnl-node${node.op === "constant" ? " nnl-constant" : ""}` });
    set(box.group, { "data-node": node.name });
    const inner = (name, words) => add(box.group, "text", { class: name }, words);
    const formula = OPS[node.op]?.text(...given(node, (j) => spelled(nodes[j].name)));
    return {
      ...box,
      title: inner("nnl-small nnl-middle", formula ?? (node.op === "input" ? spelled(node.name) : "")),
      gradient: inner("nnl-middle nnl-gradient"),
      your: compared && node.op === "input" ? inner("nnl-middle nnl-yours-text") : null,
      name: spelled(node.name),
    };
  });
  for (const edge of edges) edge.label = add(svg, "text", { class: "nnl-middle nnl-local" });
  let fit = 1;

  return {
    // From left to right where there is room, else from top to bottom. Returns the height that it takes.
    layout(width) {
      const columns = Math.max(...nodes.map((node) => node.column));
      const rows = Math.max(...nodes.map((node) => node.row));
      const down = width < (columns + 1) * (BOX.width + 24);
      const below = compared ? 38 : 20;
      const w = down ? Math.min(BOX.width, width / (rows + 1) - 3) : BOX.width;
      fit = w / BOX.width;
      const along = down ? 120 + (compared ? 14 : 0) : (width - w) / columns;
      const across = down ? (width - w) / Math.max(rows, 1) : BOX.height + below + 24;
      const corner = ({ column, row }) =>
        down
          ? [rows ? row * across : (width - w) / 2, 16 + column * along]
          : [column * along, 18 + row * across];
      boxes.forEach((box, i) => {
        const [x, y] = corner(nodes[i]);
        box.place(x, y, w, BOX.height);
        set(box.title, { x: w / 2, y: nodes[i].op === "input" ? -6 : 17 });
        set(box.gradient, { x: w / 2, y: BOX.height + 16 });
        if (box.your) set(box.your, { x: w / 2, y: BOX.height + 33 });
      });
      for (const edge of edges) {
        const [fx, fy] = corner(nodes[edge.from]);
        const [tx, ty] = corner(nodes[edge.to]);
        const part = (edge.slot + 1) / (edge.count + 1);
        const under = BOX.height + (nodes[edge.from].op === "input" ? below : 22);
        const [x0, y0] = down ? [fx + w / 2, fy + under] : [fx + w, fy + BOX.height / 2];
        const [x1, y1] = down ? [tx + w * part, ty] : [tx, ty + BOX.height * part];
        const [mx, my] = [(x0 + x1) / 2, (y0 + y1) / 2];
        const d = down
          ? `M${x0},${y0}C${x0},${my} ${x1},${my} ${x1},${y1}`
          : `M${x0},${y0}C${mx},${y0} ${mx},${y1} ${x1},${y1}`;
        set(edge.line, { d });
        set(edge.label, { x: mx, y: my - 6 });
      }
      set(svg, { width, class: fit < 0.9 ? "nnl-tight" : null });
      return (down ? 16 + columns * along + BOX.height : 18 + rows * across + BOX.height) + below + 4;
    },
    // `known`: which values are computed; `now`: the node at work, and whether it goes backwards.
    draw({ values, known, gradients, now, back, local, yours, stale }) {
      const short = (value) => brief(value, fit < 0.9 ? 2 : 3);
      const reach = Math.max(1, ...values.filter((v, i) => known[i] && Number.isFinite(v)).map(Math.abs));
      boxes.forEach((box, i) => {
        const leaf = !nodes[i].inputs.length;
        const text = known[i] ? short(values[i]) : "?";
        box.draw(known[i] ? values[i] : NaN, reach, leaf ? text : `${box.name} = ${text}`, leaf ? 0 : -9);
        set(box.group, { "data-works": i === now });
        set(box.text, { class: known[i] ? "nnl-middle nnl-strong" : "nnl-middle nnl-unknown" });
        const gradient = nodes[i].op === "constant" ? null : gradients[i];
        say(box.gradient, gradient === null ? "" : `← ${short(gradient)}`);
        set(box.gradient, { "data-value": gradient === null ? null : Number(gradient.toFixed(6)) });
        if (!box.your) return;
        const your = yours[nodes[i].name];
        const right = gradients[i];
        const same = Math.abs(your - right) <= 1e-6 + 1e-4 * Math.abs(right);
        say(box.your, right === null ? "" : your === undefined ? "–" : `${same ? "=" : "≠"} ${short(your)}`);
        set(box.your, {
          class: `nnl-middle nnl-yours-text${stale ? " nnl-stale" : ""}`,
          "data-agrees": your === undefined ? "none" : String(same),
        });
      });
      for (const edge of edges) {
        const works = edge.to === now;
        const done = back ? gradients[edge.to] !== null : known[edge.to];
        set(edge.line, {
          class: `nnl-edge${works ? (back ? " nnl-edge-back" : " nnl-edge-forth") : done ? " nnl-edge-done" : ""}`,
        });
        say(edge.label, works && back ? `× ${short(local[edge.slot])}` : "");
      }
    },
  };
}
