// The sum of products beside the matrices: what was added so far is plain, what is still to come stands back.
function productSum(parent, { n, learner }) {
  const box = add(parent, "div", { class: "nnl-sums" });
  const head = add(box, "div", { class: "nnl-sum-head" });
  const lines = Array.from({ length: n }, () =>
    ["nnl-sum-row", "", "nnl-sum-column", "", "nnl-sum-product"].map((name) =>
      add(box, "span", { class: name }),
    ),
  );
  const foot = [
    add(box, "span", { class: "nnl-sum-foot" }, "sum so far"),
    add(box, "strong", { class: "nnl-sum-foot nnl-sum-total" }),
  ];
  const your = learner
    ? [
        add(box, "span", { class: "nnl-sum-yours" }, `your ${learner}`),
        add(box, "strong", { class: "nnl-sum-yours nnl-sum-total" }),
      ]
    : null;
  return {
    layout: (width) => set(box, { class: width < 250 ? "nnl-sums nnl-sum-tight" : "nnl-sums" }),
    draw({ row, column, i, j, added, partial, your: value, stale }) {
      say(head, `Row ${i + 1} of A times column ${j + 1} of B`);
      lines.forEach((parts, k) => {
        const product = k < added ? brief(row[k] * column[k]) : "?";
        [brief(row[k]), "×", brief(column[k]), "=", product].forEach((text, at) => {
          say(parts[at], text);
          set(parts[at], { "data-state": k === added - 1 ? "now" : k < added ? "done" : "ahead" });
        });
      });
      say(foot[0], added === n ? "sum" : "sum so far");
      say(foot[1], added ? brief(partial) : "0");
      if (!your) return;
      say(your[1], value === undefined || added < n ? "–" : brief(value));
      set(your[1], { class: `nnl-sum-yours nnl-sum-total${stale ? " nnl-stale" : ""}` });
    },
  };
}
