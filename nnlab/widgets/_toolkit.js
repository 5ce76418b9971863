// What every widget's page side is made of: elements, scales, numbers, one way to drag, and talk with the kernel.
// Each view is appended to this text, so the two are one module and the page loads nothing else.

// Taken from a parsed element, so that no address stands in this file.
const NAMESPACE = (() => {
  const holder = document.createElement("template");
  holder.innerHTML = "<svg></svg>";
  return holder.content.firstChild.namespaceURI;
})();

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
  return element;
}

// Append an element; inside an <svg> it is an SVG element.
function add(parent, name, attributes = {}, text) {
  const vector = name === "svg" || parent?.namespaceURI === NAMESPACE;
  const made = vector ? document.createElementNS(NAMESPACE, name) : document.createElement(name);
  set(made, attributes);
  if (text !== undefined) made.textContent = text;
  parent?.append(made);
  return made;
}

// Write only what changed: a text node that is set again is laid out again.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// The long words where they fit into so many pixels in bold type, else the short ones.
const fitting = (width, long, short) => (7.4 * long.length <= width ? long : short);

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

function scale(low, high, from, to) {
  const place = (value) => from + ((value - low) / (high - low)) * (to - from);
  place.invert = (pixel) => low + ((pixel - from) / (to - from)) * (high - low);
  place.inside = (value) => place(clamp(value, low, high));
  place.ticks = (count) => {
    const rough = (high - low) / count;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999);
    const ticks = [];
    for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) ticks.push(i * step);
    return ticks;
  };
  return place;
}

// Numbers as they come from the kernel: JSON has no nan and no infinity, so these travel as words.
const number = (value) => ({ nan: NaN, inf: Infinity, "-inf": -Infinity })[value] ?? Number(value);

const SUPERSCRIPT = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((c, i) => [String(i), c])) };
const SUBSCRIPT = [..."₀₁₂₃₄₅₆₇₈₉"];
const subscript = (i) => [...String(i)].map((c) => SUBSCRIPT[c]).join("");

function format(value, digits = 2) {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e5 || size < 0.5 * 10 ** -digits)) {
    const [mantissa, power] = value.toExponential(0).replace("+", "").split("e");
    return `${mantissa.replace("-", "−")}·10${[...power].map((c) => SUPERSCRIPT[c]).join("")}`;
  }
  return value.toFixed(digits).replace("-", "−");
}

const sigmoid = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
const ACTIVATIONS = { linear: (z) => z, relu: (z) => Math.max(z, 0), sigmoid, tanh: Math.tanh };

// One drawing for each frame of the screen, however many events came in between.
function eachFrame(draw) {
  let waiting = 0;
  return () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      draw();
    });
  };
}

// Channels of a colour in any notation that CSS knows.
function channels(element, name) {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  pen.fillStyle = getComputedStyle(element).getPropertyValue(name).trim();
  pen.fillRect(0, 0, 1, 1);
  return pen.getImageData(0, 0, 1, 1).data;
}

// Root of a widget: heading, what to notice, a place for the drawing, the verdict, and a line for screen readers.
function frame(host, { name, title, note, alert }) {
  const root = add(host, "div", {
    class: "nnl-widget",
    "data-widget": name,
    role: "group",
    "aria-label": title,
  });
  add(root, "div", { class: "nnl-title" }, title);
  add(root, "p", { class: "nnl-note" }, note);
  const body = add(root, "div", { class: "nnl-body" });
  const verdict = add(root, "p", { class: "nnl-verdict", "data-agrees": "none", hidden: alert ? null : "" });
  const icon = add(verdict, "span", { class: "nnl-icon", "aria-hidden": "true" });
  const words = add(verdict, "span");
  const live = add(root, "div", { class: "nnl-unseen", "aria-live": "polite", role: "status" });
  let later = 0;
  return {
    root,
    body,
    // Spoken when the hand has come to rest, not at every pixel.
    announce(text) {
      clearTimeout(later);
      later = setTimeout(() => say(live, text), 400);
    },
    judge(state, message) {
      const [agrees, sign] = { agrees: ["true", "✓"], differs: ["false", "≠"], failed: ["false", "✗"] }[
        state
      ] ?? ["none", "…"];
      set(verdict, { "data-agrees": agrees, "data-state": state });
      say(icon, state === "unwritten" ? "✎" : sign);
      say(words, message);
    },
  };
}

// What the marks mean, each shown by a small sample of itself.
function legend(parent, entries) {
  const list = add(parent, "div", { class: "nnl-legend" });
  for (const [kind, words] of entries) {
    const entry = add(list, "span");
    const sample = add(entry, "svg", { width: 26, height: 12, "aria-hidden": "true" });
    if (/wire|curve/.test(kind)) add(sample, "path", { class: kind, d: "M0,6H26", "stroke-width": 4 });
    else if (kind === "nnl-yours") {
      add(sample, "rect", {
        class: kind,
        x: 1,
        y: 1,
        width: 24,
        height: 10,
        fill: `url(#${hatching(sample)})`,
      });
    } else add(sample, "rect", { class: kind, x: 1, y: 1, width: 24, height: 10 });
    add(entry, "span", {}, words);
  }
}

// Hatching for the learner's values; its name is its own, for one page may show many widgets.
let hatchings = 0;
const origin = Math.random().toString(36).slice(2);
function hatching(svg) {
  const id = `nnl-hatch-${origin}-${hatchings++}`;
  const pattern = add(add(svg, "defs"), "pattern", {
    id,
    class: "nnl-hatch",
    width: 5,
    height: 5,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  add(pattern, "line", { y2: 5 });
  return id;
}

// Draw again when the width or the theme changes; returns what stops it.
function watch(root, layout) {
  let width = 0;
  // Less is too narrow to draw in: the page is still being laid out.
  const again = eachFrame(() => root.isConnected && width >= 160 && layout(width));
  const size = new ResizeObserver(([entry]) => {
    const now = Math.floor(entry.contentRect.width);
    if (now === width) return;
    width = now;
    again();
  });
  size.observe(root);
  // While the theme changes, JupyterLab hides the page: asked anew, the observer answers once it is back.
  const theme = new MutationObserver(() => {
    width = 0;
    size.unobserve(root);
    size.observe(root);
  });
  theme.observe(document.body, {
    attributes: true,
    attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "class"],
  });
  return () => {
    size.disconnect();
    theme.disconnect();
  };
}
