// The neuron as a picture of its parts: what each input adds to z, and what the sigmoid makes of the sum.

const MOST_Z = 8;

function neuronParts(svg) {
  const group = add(svg, "g");
  const wires = [0, 1, 2].map(() => add(group, "path", { class: "nnl-wire nnl-into" }));
  const out = add(group, "path", { class: "nnl-axis" });
  const label = (kind, text) => add(group, "text", { class: kind }, text);
  const inputs = ["x₁", "x₂", "+1"].map((name) => ({
    body: add(group, "circle", { class: "nnl-input", r: 22 }),
    value: label("nnl-middle nnl-strong"),
    name: label("nnl-small nnl-end", name),
    term: label("nnl-halo"),
  }));
  const sum = {
    body: add(group, "circle", { class: "nnl-sum", r: 25 }),
    value: label("nnl-middle nnl-strong"),
  };
  const result = { body: add(group, "rect", { class: "nnl-sum", width: 58, height: 38, rx: 6 }) };
  result.value = label("nnl-middle nnl-strong");
  const heads = ["z", ""].map((text) => label("nnl-middle nnl-small", text));
  const names = ["w₁x₁", "w₂x₂", "b"];
  let named = true; // where there is no room, the number alone
  return {
    layout(left, top, width) {
      named = width >= 340;
      const tight = width < 250;
      const [from, to] = [left + (tight ? 36 : 42), left + width - (tight ? 29 : 34)];
      const middle = Math.min(left + width * 0.64, to - 66);
      const radius = tight ? 21 : 25;
      const centre = top + 62;
      inputs.forEach((input, i) => {
        const y = top + 12 + 50 * i;
        set(input.body, { cx: from, cy: y });
        set(input.value, { x: from, y: y + 4 });
        set(input.name, { x: from - 27, y: y + 4 });
        set(wires[i], {
          d: `M${from + 23},${y}C${from + 60},${y} ${middle - 70},${centre} ${middle - radius - 1},${centre}`,
        });
        set(input.term, { x: from + (tight ? 24 : 30), y: top + [4, 56, 129][i] });
      });
      set(sum.body, { cx: middle, cy: centre, r: radius });
      set(sum.value, { x: middle, y: centre + 5 });
      set(out, { d: `M${middle + radius + 1},${centre}H${to - 30}` });
      set(result.body, { x: to - 29, y: centre - 19 });
      set(result.value, { x: to, y: centre + 5 });
      set(heads[0], { x: middle, y: centre - 32 });
      set(heads[1], { x: tight ? to : to - 8, y: centre - 32 });
      say(heads[1], tight ? "a" : "a = sigmoid(z)");
      return 142;
    },
    draw({ w, b, x }, z, a) {
      [w[0] * x[0], w[1] * x[1], b].forEach((term, i) => {
        const width = clamp(0.8 + 2 * Math.sqrt(Math.abs(term)), 0.8, 9).toFixed(2);
        set(wires[i], {
          class: `nnl-wire nnl-into ${term < 0 ? "nnl-minus" : "nnl-plus"}`,
          "stroke-width": width,
          "data-value": term.toFixed(4),
        });
        say(inputs[i].value, i < 2 ? format(x[i], 2) : "1");
        say(inputs[i].term, `${named ? `${names[i]} = ` : ""}${format(term, 2)}`);
      });
      say(sum.value, format(z));
      say(result.value, format(a, 3));
      set(result.body, { "data-value": a.toFixed(6) });
    },
  };
}

// The sigmoid with the current z marked on it; the learner's value is a square.
function neuronSigmoid(svg) {
  const plot = chart(svg, {
    x: { low: -MOST_Z, high: MOST_Z, name: "z", ticks: [-8, -4, 0, 4, 8] },
    y: { low: -0.05, high: 1.05, name: "a = sigmoid(z)", ticks: [0, 0.5, 1] },
  });
  const curve = plot.curve("nnl-curve-reference");
  const cross = add(plot.inside, "path", { class: "nnl-cross", fill: "none" });
  const spot = add(svg, "circle", { class: "nnl-mark", r: 7 });
  const yours = add(svg, "rect", { class: "nnl-mark-yours", width: 10, height: 10 });
  const words = add(svg, "text", { class: "nnl-strong" });
  return {
    layout(left, top, width, height) {
      plot.layout(left, top, width, height);
      const zs = spread(-MOST_Z, MOST_Z, 97);
      curve.draw(zs, zs.map(sigmoid));
    },
    draw(z, a, your, stale) {
      const [px, py] = [plot.x.inside(z), plot.y(a)];
      set(cross, { d: `M${px},${plot.box.bottom}V${py}H${plot.box.left}` });
      set(spot, { cx: px, cy: py });
      const beyond = z > MOST_Z ? " ▸" : z < -MOST_Z ? " ◂" : "";
      const right = px < plot.box.left + plot.box.width * 0.62;
      set(words, {
        x: px + (right ? 12 : -12),
        y: py + (right ? 20 : -12),
        class: right ? "nnl-strong" : "nnl-strong nnl-end",
      });
      say(words, `z = ${format(z)}${beyond}`);
      const seen = Number.isFinite(your);
      set(yours, { display: seen ? null : "none", class: `nnl-mark-yours${stale ? " nnl-stale" : ""}` });
      if (seen) set(yours, { x: px - 5, y: plot.y.inside(your) - 5, "data-value": your });
    },
  };
}
