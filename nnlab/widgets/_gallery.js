// Small pictures to choose from by hand or by arrow keys, and one of them large with the network's probabilities.

// `paint` gets the pixels of a picture's canvas and its number; `choose` the number that was chosen.
function gallery(parent, { label, side, paint, choose, release }) {
  const box = add(parent, "div", { class: "nnl-gallery", role: "listbox", tabindex: 0, "aria-label": label });
  const id = `${origin}-${hatchings++}`;
  const items = [];
  let list = [];
  let chosen = 0;
  let painted = "";
  const go = (index) => list.length && choose(list[clamp(index, 0, list.length - 1)]);
  const by = (delta) => (go(list.indexOf(chosen) + delta), release());
  const inRow = () => Math.max(1, Math.floor((box.clientWidth + 6) / (side + 10)));
  keyboard(box, {
    step: (dx, dy) => by(dx - dy * inRow()),
    leap: (direction) => by(-direction * inRow()),
    ends: (direction) => (go(direction < 0 ? 0 : list.length - 1), release()),
  });
  const itemAt = (i) => {
    if (items[i]) return items[i];
    const option = add(box, "div", { class: "nnl-option", role: "option", id: `${id}-${i}` });
    option.addEventListener("click", () => (go(i), release()));
    items[i] = { option, picture: pixels(option, { name: "", label: "" }) };
    items[i].picture.layout(side, side);
    return items[i];
  };
  return {
    // `marks` gives a picture's words for screen readers, and whether the network was right, if that is known.
    draw(next, now, theme, marks) {
      [list, chosen] = [next, now];
      const key = `${theme} ${list}`;
      list.forEach((each, i) => {
        const { option, picture } = itemAt(i);
        if (key !== painted) {
          paint(picture, each);
          const { words, right } = marks(each);
          set(option, {
            "aria-label": words,
            "data-right": right === undefined ? null : String(right),
            hidden: null,
          });
          set(picture.canvas, { "aria-hidden": "true" });
        }
        set(option, { "aria-selected": each === chosen ? "true" : "false" });
      });
      if (key !== painted) for (const { option } of items.slice(list.length)) set(option, { hidden: "" });
      painted = key;
      const place = list.indexOf(chosen);
      set(box, { "aria-activedescendant": place < 0 ? null : `${id}-${place}`, "data-count": list.length });
    },
  };
}

// One picture large, and a bar for each class.
function verdictOn(parent, { names }) {
  const box = add(parent, "div", { class: "nnl-large" });
  const picture = pixels(box, { name: "", label: "The chosen picture" });
  const svg = add(box, "svg", { role: "img", "aria-label": "Probabilities of the classes" });
  const ROW = 17;
  const rows = names.map((name) => ({
    short: name.length > 14 ? `${name.slice(0, 13)}…` : name,
    name: add(svg, "text", { class: "nnl-tally-name" }),
    bar: add(svg, "rect", { height: 11, rx: 1 }),
    share: add(svg, "text", { class: "nnl-end nnl-tally-name" }),
  }));
  let span = 100;
  return {
    picture,
    layout(width) {
      const side = width < 420 ? 110 : 170;
      picture.layout(side, side);
      const beside = width >= 340; // else the bars go below the picture
      set(box, { class: beside ? "nnl-large" : "nnl-large nnl-stacked" });
      const wide = beside ? width - side - 18 : width;
      span = Math.max(wide - 108 - 56, 20);
      set(svg, { width: wide, height: names.length * ROW + 4 });
      rows.forEach((row, k) => {
        const y = k * ROW;
        set(row.name, { x: 0, y: y + 12 });
        set(row.bar, { x: 108, y: y + 3 });
        set(row.share, { x: wide, y: y + 12 });
      });
    },
    draw(shares, truth) {
      const best = shares.indexOf(Math.max(...shares));
      say(picture.head, `${best === truth ? "✓" : "✗"} ${names[best]}`);
      rows.forEach((row, k) => {
        const kind = k === truth ? "nnl-positive" : k === best ? "nnl-negative" : "nnl-other";
        set(row.bar, {
          width: Math.max(span * shares[k], 1),
          class: kind,
          "data-value": shares[k].toFixed(4),
        });
        say(row.name, `${k === truth ? "✓ " : k === best ? "✗ " : ""}${row.short}`);
        say(row.share, shares[k].toFixed(2));
        const strong = k === truth || k === best ? " nnl-strong" : "";
        set(row.name, { class: `nnl-tally-name${strong}` });
        set(row.share, { class: `nnl-end nnl-tally-name${strong}` });
      });
    },
  };
}
