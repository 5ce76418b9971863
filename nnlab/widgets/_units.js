// What hidden units look for: their weights as pictures, one of them large, and the images that excite it most.

function unitsView(
  parent,
  { count, weightsOf, rows, columns, paintImage, exciting, wordsOf, choose, show, release },
) {
  const box = add(parent, "div", { class: "nnl-units" });
  const left = add(box, "div", { class: "nnl-units-left" });
  add(left, "div", { class: "nnl-gallery-head" }, `${count} hidden units: their weights`);
  let colours = null;
  const paintUnit = (picture, u) => picture.paint(weightsOf(u), rows, columns, colours, 127);
  const grid = gallery(left, { label: "Hidden units", side: 52, paint: paintUnit, choose, release });
  const right = add(box, "div", { class: "nnl-units-right" });
  const large = pixels(right, { name: "", label: "The chosen unit's weights" });
  add(right, "p", { class: "nnl-small-text" }, "Blue: ink here raises its sum. Orange: ink here lowers it.");
  add(right, "div", { class: "nnl-gallery-head" }, "Excited most, of the pictures here, by");
  const best = gallery(right, {
    label: "Pictures that excite the unit most",
    side: 52,
    paint: (picture, i) => paintImage(picture, i),
    choose: show,
    release,
  });
  return {
    box,
    layout(width) {
      const side = width < 420 ? 180 : 224;
      large.layout(side, side);
    },
    draw(unit, chosen, inks, theme) {
      colours = inks;
      const all = Array.from({ length: count }, (_, u) => u);
      grid.draw(all, unit, theme, (u) => ({ words: `Unit ${u + 1}` }));
      paintUnit(large, unit);
      say(large.head, `Unit ${unit + 1}`);
      best.draw(exciting[unit], chosen, theme, (i) => ({ words: wordsOf(i) }));
    },
  };
}
