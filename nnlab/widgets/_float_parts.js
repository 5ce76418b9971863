// What each quantity is, written twice; the charts of correct digits, one for each precision; the table of values.

const PRECISIONS = ["float16", "float32", "float64"];
const TOPS = [5, 9, 17];
const FEW = 1.5; // fewer correct digits than that: broken

const QUANTITIES = {
  log_sum_exp: { title: "log-sum-exp", naive: "log Σ eᶻ", stable: "c + log Σ e⁽ᶻ⁻ᶜ⁾, c = max z" },
  softmax: { title: "softmax", naive: "eᶻ / Σ eᶻ", stable: "e⁽ᶻ⁻ᶜ⁾ / Σ e⁽ᶻ⁻ᶜ⁾, c = max z" },
  log_softmax: { title: "log-softmax", naive: "log(eᶻ / Σ eᶻ)", stable: "z − c − log Σ e⁽ᶻ⁻ᶜ⁾, c = max z" },
  binary_crossentropy_from_logits: {
    title: "binary cross-entropy",
    naive: "−log(1 − sigmoid(z)), y = 0",
    stable: "max(z, 0) + log1p(e⁻|z|)",
    binary: true,
  },
  sparse_categorical_crossentropy_from_logits: {
    title: "sparse cross-entropy",
    naive: "−log(softmax(z)[2]), y = 2",
    stable: "c + log Σ e⁽ᶻ⁻ᶜ⁾ − z[2], c = max z",
  },
};

// A chart of correct digits for one precision. Where the naive formula gives no number at all, its ground is shaded.
function digitChart(svg, k, sign) {
  const x = { low: 0, high: 3, name: "logits near", ticks: [0, 1, 2, 3] };
  x.show = (power) => format(sign() * 10 ** power, 0);
  const y = { low: -0.4, high: TOPS[k], name: `${PRECISIONS[k]}: correct digits` };
  y.ticks = [
    [0, 1, 2, 3, 4, 5],
    [0, 2, 4, 6, 8],
    [0, 4, 8, 12, 16],
  ][k];
  const plot = chart(svg, { x, y });
  const broken = add(plot.inside, "rect", { class: "nnl-broken" });
  const kinds = ["reference", "naive", "edge", "yours"].map((kind) => plot.curve(`nnl-curve-${kind}`));
  const word = add(plot.inside, "text", { class: "nnl-middle nnl-strong nnl-halo" });
  const plumb = plot.plumb();
  return {
    plot,
    plumb,
    // What does not change while the size moves.
    draw(powers, stable, naive, shown, yours) {
      const own = (yours ?? []).map((v) => Math.min(v, TOPS[k] - 0.3)); // better than the precision: at the rim
      const all = [stable, naive, own, own];
      kinds.forEach((curve, i) => curve.draw(powers, all[i]));
      const from = shown.findIndex((value) => !Number.isFinite(number(value)));
      set(broken, { display: from < 0 ? "none" : null });
      set(word, { display: from < 0 ? "none" : null });
      if (from < 0) return;
      const { top, right, height } = plot.box;
      const left = plot.x(powers[from]);
      set(broken, { x: left, y: top, width: Math.max(right - left, 0), height });
      // In the middle of the shaded ground, or beside it where that is narrow.
      set(word, { x: right - left > 26 ? (left + right) / 2 : left - 14, y: top + height - 34 });
      say(word, `${right - left > 90 ? "naive: " : ""}${format(number(shown[from]))}`);
    },
  };
}

// Values in each precision, as text: a screen reader reads it by row and column.
function valueTable(parent, heads) {
  const table = add(parent, "table", { class: "nnl-values" });
  const line = add(add(table, "thead"), "tr");
  for (const head of ["", ...heads]) add(line, head ? "th" : "td", head ? { scope: "col" } : {}, head);
  const body = add(table, "tbody");
  const cells = PRECISIONS.map((precision) => {
    const row = add(body, "tr");
    add(row, "th", { scope: "row" }, precision);
    return heads.map(() => add(row, "td"));
  });
  return {
    // `columns` are pairs of values and digits, or null.
    draw(columns) {
      cells.forEach((row, k) =>
        row.forEach((cell, i) => {
          if (!columns[i]) return (say(cell, "–"), set(cell, { "data-broken": null }));
          const [values, digits] = columns[i];
          const bad = digits[k] < FEW;
          const value = number(values[k]);
          say(cell, `${bad ? "✗ " : ""}${write(value)} · ${format(digits[k], 0)} digits`);
          set(cell, { "data-broken": String(bad), "data-value": String(values[k]) });
        }),
      );
    },
  };
}

const write = (value) =>
  Number.isFinite(value) && Math.abs(value) < 1e-3 && value ? format(value, 5) : format(value, 4);
