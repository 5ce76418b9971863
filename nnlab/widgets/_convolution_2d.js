// A window that slides over an image: the picture, what the kernel makes of it, and, worked out, one place of it.

function render({ model, el }) {
  const [height, width] = model.get("size");
  const [rows, columns] = [height - 2, width - 2];
  const bytes = new Uint8Array(model.get("pixels").buffer, model.get("pixels").byteOffset);
  const area = height * width;
  const pictures = Array.from({ length: bytes.length / area }, (_, i) =>
    Float64Array.from(bytes.subarray(i * area, (i + 1) * area), (v) => v / 255),
  );
  const name = model.get("learner");
  const {
    state,
    move,
    stop: deaf,
  } = shared(model, ["kernel", "bias", "chosen", "place"], { changed: () => refresh() });
  const view = frame(el, {
    name: "convolution_2d",
    title: "Convolution of an image",
    note: model.get("note"),
    alert: name !== "",
  });
  const mine = learner(model, {
    question: () => ({ kernel: state.kernel, bias: state.bias, chosen: state.chosen }),
    changed: () => refresh(),
  });
  const save = () => model.save_changes();
  const other = (changes) => {
    mine.moving();
    move(changes);
  };
  const release = () => (mine.stale ? mine.ask() : save());

  const shown = add(view.body, "div", { class: "nnl-beside" });
  const image = pixels(shown, { name: "Image", label: "The image under the window" });
  const maps = [pixels(shown, { name: "Output", label: "What the convolution makes of it" })];
  if (mine.active) maps.push(pixels(shown, { name: `Your ${name}`, label: `What your ${name} makes of it` }));
  maps[1]?.head.classList.add("nnl-yours-word");
  const marks = maps.map(({ svg }) => add(svg, "rect", { class: "nnl-place-mark" }));
  const faults = maps[1] && add(maps[1].svg, "path", { class: "nnl-faults" });
  const to = (row, column) =>
    move({ place: [clamp(Math.round(row), 0, rows - 1), clamp(Math.round(column), 0, columns - 1)] });
  let pixel = 8;
  const window = imageWindow(image.svg, { unit: () => pixel, get: () => state.place, to, release: save });

  const calculation = patch(add(view.body, "div", { class: "nnl-patch" }), {
    get: (i) => state.kernel[Math.floor(i / 3)][i % 3],
    change: (i, v) =>
      other({ kernel: state.kernel.map((row, r) => row.map((w, c) => (3 * r + c === i ? v : w))) }),
    release,
  });
  const line = add(view.body, "div", { class: "nnl-line" });
  const press = kernelButtons(line, model.get("kernels"), (kernel) => (other({ kernel }), mine.ask()));
  const steps = stepper(line, {
    count: () => rows * columns - 1,
    get: () => state.place[0] * columns + state.place[1],
    change: (i) => to(Math.floor(i / columns), i % columns),
    release: save,
    pace: 30,
  });
  const controls = add(view.body, "div", { class: "nnl-controls" });
  const choose = pictureButtons(controls, pictures.length, (chosen) => (other({ chosen }), mine.ask()));
  const bias = biasSlider(controls, { change: (v) => other({ bias: v }), release: mine.ask });

  let colours = null;
  function layout(room) {
    const each = clamp((room - 24 * maps.length) / (maps.length + 1), 130, 260);
    const fit = room < 560 ? Math.min(room, 240) : each;
    pixel = fit / Math.max(height, width);
    image.layout(pixel * width, pixel * height);
    const small = room < 560 ? Math.min((room - 24) / maps.length, 200) / Math.max(height, width) : pixel;
    maps.forEach((map, i) => {
      map.layout(small * columns, small * rows);
      set(marks[i], { width: small + 4, height: small + 4 });
    });
    if (faults) set(faults, { transform: `scale(${small})` });
    maps.pixel = small;
    calculation.layout(room);
    colours = inks(view.root);
    choose.paint(pictures, height, width, colours);
    bias.resize(); // the room that the pictures leave
    refresh();
  }

  const refresh = eachFrame(() => {
    if (!colours) return;
    const kernel = state.kernel.flat();
    const picture = pictures[Math.min(state.chosen, pictures.length - 1)];
    const [row, column] = state.place;
    const at = row * columns + column;
    const around = (r, c) => kernel.map((_, i) => picture[(r + Math.floor(i / 3)) * width + c + (i % 3)]);
    const output = new Float64Array(rows * columns);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++)
        output[r * columns + c] = around(r, c).reduce((all, v, i) => all + v * kernel[i], state.bias);
    const reach = Math.max(
      output.reduce((most, v) => Math.max(most, Math.abs(v)), 0),
      1e-9,
    );
    const your = mine.active ? (mine.answer.values ?? []).map(number) : [];
    image.paint(picture, height, width, colours);
    maps[0].paint(
      steps.playing ? output.map((v, i) => (i <= at ? v : NaN)) : output,
      rows,
      columns,
      colours,
      reach,
    );
    if (maps[1]) {
      maps[1].paint(your, rows, columns, colours, reach);
      set(maps[1].box, { class: `nnl-pixels${mine.stale ? " nnl-stale" : ""}` });
      set(faults, { d: mine.stale ? "" : crosses(your, output, columns) });
    }
    window({ side: 3 * pixel, place: at, count: rows * columns, text: `output ${format(output[at])}` });
    for (const mark of marks) set(mark, { x: column * maps.pixel - 2, y: row * maps.pixel - 2 });
    set(maps[0].box, { "data-value": Number(output[at].toFixed(6)) });
    calculation.draw({
      values: around(row, column),
      kernel,
      bias: state.bias,
      output: output[at],
      your: your[at],
      stale: mine.stale,
      name,
    });
    press(state.kernel);
    choose.press(state.chosen);
    bias.draw(state.bias);
    steps.draw();
    if (mine.active) view.judge(mine.state, mine.message);
    if (!steps.playing)
      view.announce(
        `Row ${row + 1}, column ${column + 1}: output ${format(output[at])}.${mine.active ? ` ${mine.message}` : ""}`,
      );
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
