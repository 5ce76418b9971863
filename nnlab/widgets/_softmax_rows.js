// A row for each class: the logit with its handle, its exponential, its share of the sum. Below, the sum itself.

const ROW = { alone: 36, compared: 46 };
const TOP = 30;
const LEFT = 30;

// `change` gets a row and where its logit should go, `step` a row and by how much; `release`: the hand let go.
function softmaxRows(svg, { count, reach, compared, change, step, release }) {
  const hatch = compared ? `url(#${hatching(svg)})` : null;
  const back = add(svg, "g");
  const bar = (name, height) => add(svg, "rect", { class: name, height, rx: 1 });
  const label = (name, text) => add(svg, "text", { class: name }, text);
  const heads = [label("nnl-head", "Logits z"), label("nnl-head nnl-end", "e"), label("nnl-head")];
  add(heads[1], "tspan", { dy: -5, "font-size": 10 }, "z");
  const compare = () =>
    compared ? { yourBar: bar("nnl-yours", 9), your: label("nnl-end nnl-yours-text") } : {};
  let x = null;
  let p = null;

  const rows = Array.from({ length: count }, (_, j) => {
    const title = `z${subscript(j + 1)}`;
    const row = {
      y: 0,
      track: add(svg, "line", { class: "nnl-track" }),
      logit: label("nnl-symbol", title),
      activation: label("nnl-symbol", `a${subscript(j + 1)}`),
      zBar: bar("", 14),
      z: label("nnl-end"),
      power: label("nnl-end"),
      arrows: [label("nnl-small nnl-middle", "→"), label("nnl-small nnl-middle", "→")],
      bar: bar("nnl-reference", 14),
      share: label("nnl-end"),
      segment: bar("nnl-reference", 16),
      inside: label("nnl-middle nnl-inside", `a${subscript(j + 1)}`),
      ...compare(),
    };
    row.handle = handle(svg, { label: `Logit ${title}` });
    const move = (px) => change(j, x.invert(px));
    draggable(row.handle.element, svg, { at: row.handle.at, move, release });
    keyboard(row.handle.element, {
      step: (dx, dy, more) => step(j, (dx + dy) * (more ? 1 : 0.1)),
      leap: (direction) => step(j, direction),
      ends: (direction) => step(j, direction * Infinity),
    });
    return row;
  });
  const sum = {
    title: label("nnl-end", "sum"),
    power: label("nnl-end"),
    share: label("nnl-end nnl-strong"),
    ...compare(),
  };

  const grid = (at, from, to, text) => {
    add(back, "line", {
      class: text === "0" ? "nnl-axis" : "nnl-grid",
      x1: at,
      x2: at,
      y1: from - 4,
      y2: to,
    });
    add(back, "text", { class: "nnl-small nnl-middle", x: at, y: to + 16 }, text);
  };
  const placeYours = ({ yourBar, your }, width, y) => {
    if (!compared) return;
    set(yourBar, { x: p(0), y, fill: hatch });
    set(your, { x: width, y: y + 10 });
  };
  const drawYours = ({ yourBar, your }, value, stale) => {
    const fade = stale ? " nnl-stale" : "";
    const length = value > 0 ? p.inside(value) - p(0) : 0;
    set(yourBar, { width: length, "data-value": value, class: `nnl-yours${fade}` });
    set(your, { class: `nnl-end nnl-yours-text${fade}` });
    say(your, value === undefined ? "–" : format(value, 3));
  };

  return {
    // Side by side where there is room, else the shares below the logits. Returns the height that it takes.
    layout(width, centre) {
      const wide = width >= 640;
      const pitch = compared ? ROW.compared : ROW.alone;
      const bottom = TOP + count * pitch;
      const drop = wide ? 0 : bottom + 52;
      const end = wide ? LEFT + width * 0.34 : width - 56;
      const zAt = wide ? end + 62 : width;
      const powerAt = end + 140;
      const left = wide ? end + 206 : LEFT;
      const foot = bottom + 40 + drop;
      const hide = { display: wide ? null : "none" };
      x = scale(centre - reach, centre + reach, LEFT + 8, end);
      p = scale(0, 1, left, width - 66);
      back.replaceChildren();
      for (const part of [-1, -0.5, 0, 0.5, 1]) {
        const tick = centre + part * reach;
        grid(x(tick), TOP, bottom, format(tick, Number.isInteger(tick) ? 0 : 1));
      }
      for (const tick of [0, 0.5, 1]) grid(p(tick), TOP + drop, bottom + drop, tick ? tick.toFixed(1) : "0");
      if (wide) {
        const y = bottom + 12;
        add(back, "line", { class: "nnl-axis", x1: powerAt - 62, x2: powerAt, y1: y, y2: y });
      }
      set(heads[0], { x: LEFT + 8, y: 12 });
      set(heads[1], { x: powerAt, y: 12, ...hide });
      set(heads[2], { x: left, y: 12 + drop });
      say(heads[2], wide && width - left > 300 ? "softmax(z): each one’s share of the sum" : "softmax(z)");
      rows.forEach((row, j) => {
        const y = TOP + (j + 0.5) * pitch;
        const up = y + drop - (compared ? 8 : 0);
        row.y = y;
        set(row.logit, { x: 0, y: y + 4 });
        set(row.activation, { x: left - 24, y: y + 4 + drop });
        set(row.track, { x1: x(centre - reach), x2: x(centre + reach), y1: y, y2: y });
        set(row.zBar, { y: y - 7 });
        set(row.z, { x: zAt, y: y + 4 });
        set(row.power, { x: powerAt, y: y + 4, ...hide });
        set(row.arrows[0], { x: powerAt - 58, y: y + 4, ...hide });
        set(row.arrows[1], { x: powerAt + 24, y: y + 4, ...hide });
        set(row.bar, { x: p(0), y: up - 7 });
        set(row.share, { x: width, y: up + 5 });
        set(row.segment, { y: foot - 8 });
        set(row.inside, { y: foot + 4 });
        placeYours(row, width, y + 4 + drop);
      });
      set(sum.title, { x: powerAt - 62, y: foot + 4, ...hide });
      set(sum.power, { x: powerAt, y: foot + 4, ...hide });
      set(sum.share, { x: width, y: foot + 4 });
      placeYours(sum, width, foot + 11);
      return foot + (compared ? 28 : 12);
    },

    // `yours` holds the learner's values, or is empty where there are none.
    draw({ z, shares, yours, stale, centre }) {
      const best = shares.indexOf(Math.max(...shares));
      let end = p(0);
      rows.forEach((row, j) => {
        const [zero, at] = [x.inside(0), x.inside(z[j])];
        const beyond = at === x(z[j]) ? "" : z[j] > centre ? " ▸" : " ◂";
        const length = p(shares[j]) - p(0);
        const sign = z[j] < 0 ? "nnl-negative" : "nnl-positive";
        set(row.zBar, { x: Math.min(zero, at), width: Math.abs(at - zero), class: sign });
        say(row.z, format(z[j], 1) + beyond);
        say(row.power, format(Math.exp(z[j])));
        set(row.bar, { width: length, "data-value": shares[j].toFixed(6) });
        say(row.share, format(shares[j], 3));
        set(row.share, { class: j === best ? "nnl-end nnl-strong" : "nnl-end" });
        set(row.segment, { x: end, width: Math.max(length - 1, 0) });
        set(row.inside, { x: end + length / 2, display: length > 22 ? null : "none" });
        end += length;
        row.handle.place(at, row.y, {
          low: Math.min(centre - reach, z[j]),
          high: Math.max(centre + reach, z[j]),
          value: Number(z[j].toFixed(6)),
          text: `${format(z[j], 1)}, probability ${format(shares[j], 3)}`,
        });
        if (compared) drawYours(row, yours[j], stale);
      });
      const plus = (a, b) => a + b;
      say(sum.power, format(z.map(Math.exp).reduce(plus)));
      say(sum.share, format(shares.reduce(plus), 3));
      if (compared) drawYours(sum, yours.length ? yours.reduce(plus) : undefined, stale);
    },
  };
}
