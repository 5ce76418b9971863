// Max pooling: of each window over a picture the largest pixel, and, written out, the pixels of one window.

const MOST = 4;
const CELL = { width: 46, height: 32 };

function render({ model, el }) {
  const [height, width] = model.get("shape");
  const area = height * width;
  const bytes = new Uint8Array(model.get("pixels").buffer, model.get("pixels").byteOffset);
  const pictures = Array.from({ length: bytes.length / area }, (_, i) =>
    Float64Array.from(bytes.subarray(i * area, (i + 1) * area), (v) => v / 255),
  );
  const name = model.get("learner");
  const {
    state,
    move,
    stop: deaf,
  } = shared(model, ["size", "chosen", "place"], { changed: () => refresh() });
  const view = frame(el, {
    name: "max_pooling",
    title: "Max pooling",
    note: model.get("note"),
    alert: name !== "",
  });
  const mine = learner(model, {
    question: () => ({ size: state.size, chosen: state.chosen }),
    changed: () => refresh(),
  });
  const save = () => model.save_changes();
  const release = () => (mine.stale ? mine.ask() : save());
  const counts = (size = state.size) => [Math.floor(height / size), Math.floor(width / size)];
  const inside = ([row, column], [rows, columns] = counts()) => [
    clamp(Math.round(row), 0, rows - 1),
    clamp(Math.round(column), 0, columns - 1),
  ];
  const to = (...place) => move({ place: inside(place) });

  const shown = add(view.body, "div", { class: "nnl-beside" });
  const image = pixels(shown, { name: "Image", label: "The image under the window" });
  const maps = [pixels(shown, { name: "Largest of each window", label: "The largest pixel of each window" })];
  if (mine.active) maps.push(pixels(shown, { name: `Your ${name}`, label: `What your ${name} makes of it` }));
  maps[1]?.head.classList.add("nnl-yours-word");
  const marks = maps.map(({ svg }) => add(svg, "rect", { class: "nnl-pooled-mark" }));
  const faults = maps[1] && add(maps[1].svg, "path", { class: "nnl-faults" });
  const grid = add(image.svg, "path", { class: "nnl-windows" });
  const dropped = add(image.svg, "path", { class: "nnl-dropped" });
  let pixel = 8;
  const window = imageWindow(image.svg, {
    unit: () => pixel * state.size,
    get: () => inside(state.place),
    to,
    release: save,
  });

  const written = add(shown, "svg", { role: "img", "aria-label": "Pixels in the window" });
  const cells = Array.from({ length: MOST * MOST }, () => cell(written));
  const words = ["nnl-head", "nnl-yours-text", "nnl-small"].map((kind) => add(written, "text", { class: kind }));
  const steps = stepper(view.body, {
    count: () => counts()[0] * counts()[1] - 1,
    get: () => state.place[0] * counts()[1] + state.place[1],
    change: (i) => to(Math.floor(i / counts()[1]), i % counts()[1]),
    release: save,
    pace: 120,
  });
  const controls = add(view.body, "div", { class: "nnl-controls" });
  const choose = pictureButtons(controls, pictures.length, (chosen) => {
    mine.moving();
    move({ chosen });
    mine.ask();
  });
  const sizes = slider(controls, {
    label: "Size of a window",
    low: 2,
    high: Math.min(MOST, height, width),
    step: 1,
    page: 1,
    show: (v) => `${v} by ${v}`,
    change(size) {
      if (size === state.size) return;
      mine.moving();
      const place = state.place.map((v) => (v * state.size) / size);
      move({ size, place: inside(place, counts(size)) });
    },
    release,
  });

  let colours = null;
  let beside = false; // the written window stands beside the pictures, else below them
  function layout(room) {
    beside = room >= 620 && !mine.active;
    const left = room - 40 * maps.length - (beside ? MOST * CELL.width + 40 : 0);
    const each = clamp(left / (maps.length + 1), 130, 260);
    pixel = (room < 560 ? Math.min(room, 240) : each) / Math.max(height, width);
    image.layout(pixel * width, pixel * height);
    colours = inks(view.root);
    choose.paint(pictures, height, width, colours);
    sizes.resize();
    refresh();
  }

  // As large on the screen as the part of the picture that it was made of.
  const paint = (map, values, [rows, columns], size) => {
    map.layout(size * columns, size * rows);
    map.paint(values, rows, columns, colours);
  };

  const refresh = eachFrame(() => {
    if (!colours) return;
    const { size } = state;
    const [rows, columns] = counts();
    const [row, column] = inside(state.place);
    const picture = pictures[Math.min(state.chosen, pictures.length - 1)];
    const pixelsAt = (r, c) =>
      Array.from(
        { length: size * size },
        (_, i) => picture[(r * size + Math.floor(i / size)) * width + c * size + (i % size)],
      );
    const output = new Float64Array(rows * columns);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) output[r * columns + c] = Math.max(...pixelsAt(r, c));
    const at = row * columns + column;
    const your = mine.active && !mine.stale ? (mine.answer.values ?? []).map(number) : [];
    const side = pixel * size;
    image.paint(picture, height, width, colours);
    paint(maps[0], steps.playing ? output.map((v, i) => (i <= at ? v : NaN)) : output, [rows, columns], side);
    if (maps[1]) {
      paint(maps[1], your, [rows, columns], side);
      set(faults, { d: crosses(your, output, columns), transform: `scale(${side})` });
    }
    const [right, foot] = [side * columns, side * rows];
    let lines = "";
    for (let r = 0; r <= rows; r++) lines += `M0,${r * side}H${right}`;
    for (let c = 0; c <= columns; c++) lines += `M${c * side},0V${foot}`;
    set(grid, { d: lines });
    const [wide, tall] = [pixel * width, pixel * height];
    set(dropped, { d: `M${right},0H${wide}V${tall}H0V${foot}H${right}Z` });
    window({ side, place: at, count: rows * columns, text: `largest ${brief(output[at])}` });
    for (const mark of marks)
      set(mark, { x: column * side - 1, y: row * side - 1, width: side + 2, height: side + 2 });
    set(maps[0].box, { "data-value": Number(output[at].toFixed(6)) });

    const values = pixelsAt(row, column);
    const first = values.indexOf(output[at]);
    cells.forEach((each, i) => {
      set(each.group, { display: i < values.length ? null : "none", "data-largest": i === first });
      if (i >= values.length) return;
      each.place((i % size) * CELL.width, Math.floor(i / size) * CELL.height, CELL.width, CELL.height);
      each.draw(values[i], 1, brief(values[i]));
    });
    const [across, down] = [MOST * CELL.width, size * CELL.height];
    words.forEach((each, i) => set(each, { x: 2, y: down + 22 + 20 * (name || !i ? i : i - 1) }));
    say(words[0], `largest ${brief(output[at])}`);
    say(words[1], name && `yours ${your[at] === undefined ? "–" : brief(your[at])}`);
    say(words[2], `${rows} by ${columns} left of ${height} by ${width}`);
    set(written, {
      width: across,
      height: down + (name ? 68 : 48),
      style: beside ? "margin-top:22px" : null,
    });
    choose.press(state.chosen);
    sizes.draw(size);
    steps.draw();
    if (mine.active) view.judge(mine.state, mine.message);
    const told = `Row ${row + 1}, column ${column + 1}: largest ${brief(output[at])}.`;
    if (!steps.playing) view.announce(mine.active ? `${told} ${mine.message}` : told);
  });

  const stop = watch(view.body, layout);
  return () => {
    stop();
    deaf();
    steps.stop();
    mine.stop();
  };
}

export default { render };
