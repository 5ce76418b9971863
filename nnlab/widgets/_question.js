// A question: choices or a field for a number. The kernel judges; before an answer the page knows none.

// Texts come from the kernel as HTML that holds nothing but marks.
function mark(element, html) {
  element.innerHTML = html;
  return element;
}

// JupyterLab must not see the keys that are meant for the question: a letter or an arrow would reach its cells.
function keepKeys(target, act) {
  target.addEventListener("keydown", (event) => {
    const passing = event.key === "Tab" || event.key === "Escape" || (event.key === "Enter" && event.shiftKey);
    if (event.ctrlKey || event.metaKey || event.altKey || passing) return;
    event.stopPropagation();
    if (act(event.key)) event.preventDefault();
  });
}

// Choices as radio buttons. A click answers; arrows and letters only move, so that no choice is taken in passing.
let groups = 0;
function choiceList(parent, { prompt, choices, hint, answer }) {
  const group = add(parent, "fieldset", { class: "nnl-choices" });
  mark(add(group, "legend", { class: "nnl-prompt" }), prompt);
  const name = `nnl-choice-${origin}-${groups++}`;
  const rows = choices.map((text, i) => {
    const letter = String.fromCharCode(65 + i);
    const row = add(group, "label", { class: "nnl-choice" });
    const radio = add(row, "input", { type: "radio", name, value: letter });
    add(row, "span", { class: "nnl-letter" }, letter);
    mark(add(row, "span", { class: "nnl-choice-text" }), text);
    const sign = add(row, "span", { class: "nnl-icon", "aria-hidden": "true" });
    radio.addEventListener("change", () => answer(letter));
    return { row, radio, sign, letter };
  });
  add(group, "p", { class: "nnl-keys" }, hint);
  const go = (i) => {
    const { radio } = rows[(i + rows.length) % rows.length];
    radio.checked = true;
    radio.focus();
    return true;
  };
  keepKeys(group, (key) => {
    const at = rows.findIndex(({ radio }) => radio === document.activeElement);
    if (key === "ArrowDown" || key === "ArrowRight") return go(at + 1);
    if (key === "ArrowUp" || key === "ArrowLeft") return go(at - 1);
    const named = rows.findIndex(({ letter }) => letter === key.toUpperCase());
    if (named >= 0) return go(named);
    if ((key !== "Enter" && key !== " ") || at < 0) return false;
    go(at);
    answer(rows[at].letter);
    return true;
  });
  return {
    show(given, { state, mark: sign }) {
      for (const each of rows) {
        const here = each.letter === given && (state === "right" || state === "wrong");
        set(each.row, { "data-state": here ? state : null });
        say(each.sign, here ? sign : "");
      }
    },
    restore(given) {
      for (const each of rows) each.radio.checked = each.letter === given;
    },
  };
}

// A field for a number. It is text, for a number may be written as 1/3 or with a comma.
function numberField(parent, { prompt, label, check, answer }) {
  mark(add(parent, "p", { class: "nnl-prompt" }), prompt);
  const form = add(parent, "form", { class: "nnl-number-form" });
  const field = add(form, "label", { class: "nnl-field" });
  add(field, "span", {}, label);
  const input = add(field, "input", { type: "text", inputmode: "text", autocomplete: "off", spellcheck: "false" });
  add(form, "button", { type: "submit" }, check);
  keepKeys(form, () => false);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(input.value);
  });
  return {
    show(given, { state }) {
      set(input, { "aria-invalid": state === "unclear" ? "true" : null });
    },
    restore(given) {
      input.value = given;
    },
  };
}

function render({ model, el }) {
  const words = model.get("words");
  const choices = model.get("choices");
  const prompt = model.get("prompt");
  const root = add(el, "div", {
    class: "nnl-widget nnl-question",
    "data-widget": "question",
    "data-question": model.get("id"),
    role: "group",
    "aria-label": `${words.title} ${model.get("id")}`,
  });
  add(root, "div", { class: "nnl-title", "aria-hidden": "true" }, words.title);
  const answer = (given) => ask(given);
  const part = choices.length
    ? choiceList(root, { prompt, choices, hint: words.keys, answer })
    : numberField(root, { prompt, label: words.your_answer, check: words.check, answer });
  // It is there from the start: a screen reader speaks of what comes into it later.
  const live = add(root, "div", { class: "nnl-live", role: "status", "aria-live": "polite" });
  const more = add(root, "div");

  let number = 0;
  let timers = [];
  const stopTimers = () => {
    for (const each of timers) clearTimeout(each);
    timers = [];
  };
  const verdict = (state, sign, headline, html) => {
    live.replaceChildren();
    const agrees = { right: "true", wrong: "false" }[state] ?? "none";
    const box = add(live, "div", { class: "nnl-verdict", "data-state": state, "data-agrees": agrees });
    add(box, "span", { class: "nnl-icon", "aria-hidden": "true" }, sign);
    const text = add(box, "div");
    add(text, "strong", {}, headline);
    if (html) mark(add(text, "p"), html);
  };
  const unfold = ({ title, others }) => {
    more.replaceChildren();
    if (!others?.length) return;
    const folded = add(more, "details", { class: "nnl-others" });
    add(folded, "summary", {}, title);
    const list = add(folded, "ul");
    for (const [sign, name, html] of others) {
      const item = add(list, "li");
      add(item, "span", { class: "nnl-icon", "aria-hidden": "true" }, sign);
      add(item, "strong", {}, name);
      mark(add(item, "span"), html);
    }
  };

  function ask(given) {
    stopTimers();
    number = Math.max(number, model.get("answer").number ?? 0) + 1;
    model.set("question", { number, given });
    model.save_changes();
    // The kernel answers at once, unless it is busy.
    timers = [
      setTimeout(() => verdict("asking", "…", words.waiting), 500),
      setTimeout(() => verdict("silent", "…", words.silent), 8000),
    ];
  }
  const arrive = () => {
    const reply = model.get("answer");
    if (!reply.number || reply.number < number) return;
    number = reply.number;
    stopTimers();
    part.show(reply.given, reply);
    if (reply.state === "failed") verdict("failed", "✗", reply.message);
    else verdict(reply.state, reply.mark, reply.message, reply.why);
    unfold(reply);
  };
  model.on("change:answer", arrive);
  if (model.get("answer").number) {
    part.restore(model.get("question").given);
    arrive();
  }
  return () => {
    stopTimers();
    model.off("change:answer", arrive);
  };
}

export default { render };
