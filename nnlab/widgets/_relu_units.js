// The chart of the units: each a ray with a handle at its hinge, which runs along x, and one on it, which tilts it.

const ARM = 0.6; // how far right of the hinge the second handle sits
const UNIT_REACH = 4;

function reluUnits(svg, { get, change, release }) {
  const plot = chart(svg, {
    x: { low: -WIDEST, high: WIDEST, name: "x", ticks: 6 },
    y: {
      low: -UNIT_REACH,
      high: UNIT_REACH,
      name: "each unit: slope · relu(x − hinge)",
      brief: "each unit",
      ticks: 4,
      apart: 6,
    },
  });
  const then =
    (act) =>
    (...given) => (act(...given), release());
  const put = (name, i, to, low, high) => {
    const values = [...get()[name]];
    values[i] = clamp(Math.round(to * 100) / 100, low, high);
    change({ [name]: values });
  };
  const units = Array.from({ length: MOST_UNITS }, (_, i) => {
    const ray = plot.curve(`nnl-curve-unit nnl-unit-${i}`);
    const tilt = handle(svg, { label: `Unit ${i + 1}: slope`, shape: "M0,-9L7,0L0,9L-7,0Z" });
    const hinge = handle(svg, { label: `Unit ${i + 1}: hinge`, radius: 9 });
    add(hinge.element, "text", { class: "nnl-middle", y: 4 }, String(i + 1));
    const bend = (to) => put("hinges", i, to, -WIDEST, LAST_HINGE);
    const steer = (to) => put("slopes", i, to, -MOST_SLOPE, MOST_SLOPE);
    draggable(hinge.element, svg, { at: hinge.at, move: (px) => bend(plot.x.invert(px)), release });
    draggable(tilt.element, svg, { at: tilt.at, move: (_, py) => steer(plot.y.invert(py) / ARM), release });
    const keys = [
      [hinge, bend, () => get().hinges[i], 0.05, WIDEST],
      [tilt, steer, () => get().slopes[i], 0.1, MOST_SLOPE],
    ];
    for (const [knob, go, now, size, most] of keys) {
      keyboard(knob.element, {
        step: then((dx, dy, more) => go(now() + (dx + dy) * (more ? 10 : 1) * size)),
        leap: then((direction) => go(now() + direction * 10 * size)),
        ends: then((direction) => go(direction * most)),
      });
    }
    return { ray, tilt, hinge };
  });
  return {
    plot,
    draw({ hinges, slopes }) {
      units.forEach(({ ray, tilt, hinge }, i) => {
        const there = i < hinges.length;
        for (const each of [ray, tilt, hinge]) set(each.element, { display: there ? null : "none" });
        if (!there) return;
        const [h, s] = [hinges[i], slopes[i]];
        ray.draw([-WIDEST, h, WIDEST], [0, 0, s * (WIDEST - h)]);
        const short = (v) => Number(v.toFixed(4));
        hinge.place(plot.x(h), plot.y(0), {
          low: -WIDEST,
          high: LAST_HINGE,
          value: short(h),
          text: format(h),
        });
        tilt.place(plot.x(h + ARM), plot.y(ARM * s), {
          low: -MOST_SLOPE,
          high: MOST_SLOPE,
          value: short(s),
          text: format(s),
        });
      });
    },
  };
}
