// Play, pause, step, begin again: what moves by itself, at the screen's pace, and only while somebody can see it.

// `tick` gets the seconds since the last one and returns whether there is more to come; `step` takes one step.
// Without motion (as the system may ask), the same way is gone in two jumps a second.
function player(parent, { playing, tick, step, again, words = ["Step", "Start again"] }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const box = add(parent, "div", { class: "nnl-player", role: "group", "aria-label": "Playback" });
  const button = (text, act) => {
    const made = add(box, "button", { type: "button" }, text);
    made.addEventListener("click", act);
    return made;
  };
  let before = 0;
  let frame = 0;
  let timer = 0;
  let seen = true;
  let active = false;
  const next = () => {
    if (calm.matches) timer = setTimeout(() => advance(performance.now()), 500);
    else frame = requestAnimationFrame(advance);
  };
  function advance(now) {
    if (!active) return;
    if (!box.isConnected) return pause();
    // A frame that came late, or a widget that was out of sight, does not make it leap.
    const passed = calm.matches ? 0.5 : Math.min((now - before) / 1000, 0.1);
    before = now;
    if (!seen || tick(passed)) next();
    else pause();
  }
  const show = () => {
    say(toggle, active ? "❚❚ Pause" : "▶ Play");
    set(toggle, { "data-playing": active });
  };
  function pause() {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    if (!active) return;
    active = false;
    show();
    playing(false);
  }
  function play() {
    active = true;
    before = performance.now();
    show();
    playing(true);
    next();
  }
  const toggle = button("▶ Play", () => (active ? pause() : play()));
  button(words[0], () => (pause(), step()));
  button(words[1], () => (pause(), again()));
  const watcher = new IntersectionObserver(([entry]) => (seen = entry.isIntersecting));
  watcher.observe(box);
  return {
    box,
    pause,
    get active() {
      return active;
    },
    stop() {
      pause();
      watcher.disconnect();
    },
  };
}

// One of a few: buttons of which one is pressed.
function choice(parent, { label, options, change }) {
  const box = add(parent, "div", { class: "nnl-options", role: "group", "aria-label": label });
  const buttons = Object.entries(options).map(([key, text]) => {
    const made = add(box, "button", { type: "button", "data-choice": key }, text);
    made.addEventListener("click", () => change(key));
    return made;
  });
  return (chosen) =>
    buttons.forEach((each) =>
      set(each, { "aria-pressed": String(each.getAttribute("data-choice") === chosen) }),
    );
}

// A slider over powers of ten: it moves evenly in the exponent and shows the number itself.
function rateSlider(parent, { low, high, change, release, label = "Learning rate" }) {
  const rate = (v) => Number((low * 10 ** v).toPrecision(2));
  const made = slider(parent, {
    label,
    low: 0,
    high: Math.log10(high / low),
    step: 0.05,
    page: 0.5,
    show: (v) => String(rate(v)),
    change: (v) => change(rate(v)),
    release,
  });
  return { resize: made.resize, draw: (to) => made.draw(Math.log10(to / low)) };
}
