// What the window over an image holds: its pixels, the kernel, and their products, nine of each, and the sum.

function patch(parent, { get, change, release }) {
  const svg = add(parent, "svg", { role: "group", "aria-label": "Pixels in the window, times the kernel" });
  const cells = Array.from({ length: 3 }, (_, grid) =>
    Array.from({ length: 9 }, (_, i) => {
      if (grid !== 1) return cell(svg);
      const [row, column] = [Math.floor(i / 3), i % 3];
      const label = `Weight of the kernel, row ${row + 1}, column ${column + 1}`;
      const rest = { step: 0.1, page: 1, low: -9, high: 9, release };
      return scrub(svg, svg, { label, ...rest, get: () => get(i), change: (v) => change(i, v) });
    }),
  );
  const words = (name, text) => add(svg, "text", { class: name }, text);
  const heads = ["Pixels", "Kernel w", "Products"].map((text) => words("nnl-small nnl-middle", text));
  const signs = ["×", "="].map((text) => words("nnl-middle", text));
  const sum = [words("nnl-small"), words("nnl-head"), words("nnl-yours-text")];
  let tight = false;
  return {
    layout(width) {
      const roomy = width >= 560;
      const gap = roomy ? 30 : 18;
      const w = Math.min((width - (roomy ? 190 : 0) - 2 * gap - 2) / 9, 54);
      tight = w < 36;
      cells.forEach((nine, grid) => {
        const left = grid * (3 * w + gap);
        nine.forEach((each, i) => each.place(left + (i % 3) * w, 22 + Math.floor(i / 3) * 34, w, 34));
        set(heads[grid], { x: left + 1.5 * w, y: 12 });
        if (grid) set(signs[grid - 1], { x: left - gap / 2, y: 22 + 51 + 5 });
      });
      const [x, y] = roomy ? [9 * w + 2 * gap + 22, 56] : [0, 146];
      sum.forEach((part, i) => set(part, { x, y: y + 20 * i }));
      set(svg, { width, height: roomy ? 128 : 194, class: tight ? "nnl-tight" : null });
    },
    draw({ values, kernel, bias, output, your, stale, name }) {
      const show = (value) => brief(value, tight ? 1 : 2);
      const products = values.map((value, i) => value * kernel[i]);
      const most = (numbers) => Math.max(...numbers.map(Math.abs), 1e-9);
      [values, kernel, products].forEach((nine, grid) =>
        nine.forEach((value, i) => cells[grid][i].draw(value, grid ? most(nine) : 1, show(value))),
      );
      const total = products.reduce((a, b) => a + b, 0);
      say(sum[0], `sum ${format(total)} ${bias < 0 ? "−" : "+"} bias ${format(Math.abs(bias), 1)}`);
      say(sum[1], `output ${format(output)}`);
      say(sum[2], name && `yours ${your === undefined ? "–" : format(your)}`);
      set(sum[2], { class: `nnl-yours-text${stale ? " nnl-stale" : ""}` });
    },
  };
}
