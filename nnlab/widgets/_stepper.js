// Steps one after the other: back, on, by themselves, or wherever the slider is pulled to.

const PACE = 700; // milliseconds
const CALM = 500; // the shortest time between two jumps where the system asks for less motion

// `get` gives the present step, `change` goes to another one, `release` is told when the hand has let go. Without a
// `label` there is no slider: what is drawn has one of its own.
function stepper(parent, { label, count, page, show, get, change, release, pace = PACE }) {
  const box = add(parent, "div", { class: "nnl-steps" });
  const go = (to) => change(clamp(to, 0, count()));
  const pull = (to) => (pause(), go(to));
  const bar =
    label && slider(box, { label, low: 0, high: count(), step: 1, page, show, change: pull, release });
  const button = (text, act) => {
    const made = add(box, "button", { type: "button", class: "nnl-steady" }, text);
    made.addEventListener("click", act);
    return made;
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let timer = 0;
  let stride = 1;
  const pause = () => {
    clearInterval(timer);
    timer = 0;
    say(play, "▶ Play");
  };
  const by = (delta) => {
    pause();
    go(get() + delta);
    release();
  };
  const back = button("‹ Back", () => by(-1));
  const next = button("Next ›", () => by(1));
  const tick = () => {
    if (!play.isConnected) return pause();
    go(get() + stride);
    if (get() < count()) return;
    pause();
    release();
  };
  const play = button("▶ Play", () => {
    if (timer) return (pause(), change(get()), release());
    if (get() >= count()) go(0);
    const every = calm.matches ? Math.max(pace, CALM) : pace;
    stride = Math.round(every / pace);
    timer = setInterval(tick, every);
    say(play, "❚❚ Pause");
  });
  return {
    get playing() {
      return timer !== 0;
    },
    resize: () => bar && bar.resize(),
    draw() {
      if (bar) bar.draw(get());
      set(back, { "aria-disabled": get() <= 0 });
      set(next, { "aria-disabled": get() >= count() });
    },
    stop: pause,
  };
}
