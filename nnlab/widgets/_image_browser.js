// Test images by what they are and what the network takes them for; and, on the other leaf, its hidden units.

// Pixels of each image on the sheet, as numbers between 0 and 1.
async function unpack(data, count, [height, width], columns) {
  const bitmap = await createImageBitmap(new Blob([data], { type: "image/png" }));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(bitmap, 0, 0);
  return Array.from({ length: count }, (_, i) => {
    const [x, y] = [(i % columns) * width, Math.floor(i / columns) * height];
    const { data: four } = pen.getImageData(x, y, width, height);
    return Float64Array.from({ length: height * width }, (_, k) => four[4 * k] / 255);
  });
}

const MOST_SHOWN = 36;

function render({ model, el }) {
  const names = model.get("names");
  const counts = model.get("counts");
  const classes = model.get("classes");
  const [rows, columns] = model.get("size");
  const floats = model.get("probabilities");
  const exciting = model.get("exciting");
  const weights = new Int8Array(
    model.get("units").buffer,
    model.get("units").byteOffset,
    model.get("units").byteLength,
  );
  const shares = classes.map((_, i) =>
    names.map((_, k) => floats.getFloat32(4 * (i * names.length + k), true)),
  );
  const taken = shares.map((each) => each.indexOf(Math.max(...each)));
  const every = counts.flat().reduce((a, b) => a + b, 0);
  const { state, move, stop: deaf } = shared(model, ["cell", "chosen", "unit"], { changed: () => refresh() });
  const view = frame(el, {
    name: "image_browser",
    title: "Image browser",
    note: model.get("note"),
    alert: false,
  });
  const save = () => model.save_changes();

  const fits = ([is, said], i) =>
    is < 0 && said < 0
      ? classes[i] !== taken[i]
      : (is < 0 || classes[i] === is) && (said < 0 || taken[i] === said);
  const listOf = (cell) =>
    classes
      .map((_, i) => i)
      .filter((i) => fits(cell, i))
      .slice(0, MOST_SHOWN);
  const countOf = ([is, said]) =>
    counts
      .flatMap((row, i) =>
        row.filter((_, j) =>
          is < 0 && said < 0 ? i !== j : (is < 0 || i === is) && (said < 0 || j === said),
        ),
      )
      .reduce((a, b) => a + b, 0);
  const nameOf = ([is, said]) => {
    if (is < 0 && said < 0) return "All mistakes";
    if (said < 0) return names[is];
    if (is < 0) return `Taken for ${names[said]}`;
    return is === said ? `${names[is]}, recognized` : `${names[is]}, taken for ${names[said]}`;
  };
  const wordsOf = (i) =>
    `${names[classes[i]]}, taken for ${names[taken[i]]} with ${format(shares[i][taken[i]])}`;

  const leaves = add(view.body, "div", {
    class: "nnl-pick-row",
    role: "group",
    "aria-label": "What to look at",
  });
  const images = add(view.body, "div", { class: "nnl-browser" });
  const table = add(images, "div", { class: "nnl-browser-table" });
  const beside = add(images, "div", { class: "nnl-browser-side" });
  const matrix = confusion(table, {
    names,
    counts,
    choose(i, j) {
      const list = listOf([i, j]);
      move({ cell: [i, j], ...(list.length && !list.includes(state.chosen) ? { chosen: list[0] } : {}) });
    },
    release: save,
  });
  let pictures = null;
  let colours = null;
  const paintImage = (picture, i) => picture.paint(pictures[i], rows, columns, colours);
  const verdict = verdictOn(beside, { names });
  const head = add(beside, "div", { class: "nnl-gallery-head" });
  const choose = (chosen) => move({ chosen });
  const few = gallery(beside, { label: "Pictures", side: 46, paint: paintImage, choose, release: save });
  const count = weights.length / (rows * columns);
  const units =
    count &&
    unitsView(view.body, {
      count,
      weightsOf: (u) => weights.subarray(u * rows * columns, (u + 1) * rows * columns),
      rows,
      columns,
      paintImage,
      exciting,
      wordsOf,
      choose: (unit) => move({ unit }),
      show: choose,
      release: save,
    });

  let leaf = 0;
  const buttons = (count ? ["Images", "Hidden units"] : []).map((words, i) => {
    const made = add(leaves, "button", { type: "button" }, words);
    made.addEventListener("click", () => {
      leaf = i;
      layout(width);
    });
    return made;
  });

  let width = 0;
  let theme = 0;
  function layout(now) {
    width = now;
    if (!width) return;
    set(images, { hidden: leaf === 1 ? "" : null });
    if (units) set(units.box, { hidden: leaf === 0 ? "" : null });
    buttons.forEach((button, i) => set(button, { "aria-pressed": i === leaf ? "true" : "false" }));
    const wide = width >= 720;
    const left = wide ? Math.min(width * 0.46, 390) : width;
    set(table, { style: `width:${left}px` });
    matrix.layout(left);
    const side = wide ? width - left - 26 : width;
    set(beside, { style: `width:${side}px` });
    verdict.layout(side);
    if (units) units.layout(width);
    colours = inks(view.root);
    theme = colours.join();
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!width || !pictures) return;
    const chosen = clamp(state.chosen, 0, classes.length - 1);
    const list = listOf(state.cell);
    const total = countOf(state.cell);
    const words = `${nameOf(state.cell)}: ${total} of ${every}`;
    matrix.draw(state.cell, words);
    const here = list.length < total ? `, ${list.length} of them here` : "";
    say(head, total ? `${words}${here}` : `${words}. Choose another cell.`);
    const marks = (i) => ({ words: wordsOf(i), right: classes[i] === taken[i] });
    few.draw(list, chosen, theme, marks);
    paintImage(verdict.picture, chosen);
    verdict.draw(shares[chosen], classes[chosen]);
    const unit = Math.min(state.unit, Math.max(count - 1, 0));
    if (units && leaf) units.draw(unit, chosen, colours, theme);
    view.announce(
      leaf
        ? `Unit ${unit + 1}. Excited most by: ${exciting[unit].map((i) => names[classes[i]]).join(", ")}.`
        : `${words}. The large one: ${wordsOf(chosen)}.`,
    );
  });

  unpack(model.get("images"), classes.length, [rows, columns], model.get("columns")).then((unpacked) => {
    pictures = unpacked;
    refresh();
  });
  const stop = watch(view.body, layout);
  return () => {
    stop();
    deaf();
  };
}

export default { render };
