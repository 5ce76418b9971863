// A picture made of few pixels, on a canvas, with room for SVG above it.

// Colour of ink and of the two signs, as the theme has them now.
const inks = (element) => ["--nnl-text", "--nnl-orange", "--nnl-blue"].map((name) => channels(element, name));

// `label` is for those who cannot see it; `name` stands above it.
function pixels(parent, { name, label }) {
  const box = add(parent, "figure", { class: "nnl-pixels" });
  const head = add(box, "figcaption", {}, name);
  const holder = add(box, "div", { class: "nnl-pixels-holder" });
  // Without words of its own, the picture only repeats those around it.
  const spoken = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  const canvas = add(holder, "canvas", spoken);
  const svg = add(holder, "svg", {});
  const pen = canvas.getContext("2d");
  return {
    box,
    head,
    svg,
    canvas,
    layout(width, height) {
      const size = `width:${width}px;height:${height}px`;
      for (const part of [holder, canvas]) set(part, { style: size });
      set(svg, { width, height });
    },
    // Values between 0 and 1 as ink, or, with a `reach`, below and above zero in two colours.
    paint(values, rows, columns, colours, reach) {
      if (canvas.width !== columns || canvas.height !== rows) [canvas.width, canvas.height] = [columns, rows];
      const picture = pen.createImageData(columns, rows);
      for (let i = 0; i < values.length; i++) {
        const value = values[i];
        if (!Number.isFinite(value)) continue;
        const colour = colours[reach === undefined ? 0 : value > 0 ? 2 : 1];
        const strength = Math.min(Math.abs(value) / (reach ?? 1), 1);
        picture.data.set([colour[0], colour[1], colour[2], 255 * strength], 4 * i);
      }
      pen.putImageData(picture, 0, 0);
    },
  };
}
