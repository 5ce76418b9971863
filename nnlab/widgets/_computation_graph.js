// A computation graph that fills in step by step: values from left to right, then gradients from right to left.

function render({ model, el }) {
  const nodes = model.get("nodes");
  const order = nodes.map((_, i) => i).filter((i) => nodes[i].inputs.length);
  const backwards = [...order].reverse();
  const total = 2 * order.length + 1;
  const output = spelled(nodes.at(-1).name);
  const { state, move, stop: deaf } = shared(model, ["inputs", "step"], { changed: () => refresh() });
  const view = frame(el, {
    name: "computation_graph",
    title: "Computation graph",
    note: model.get("note"),
    alert: model.get("learner") !== "",
  });
  const svg = add(view.body, "svg", { role: "group", "aria-label": "The graph: inputs, steps and result" });
  const mine = learner(model, { question: () => ({ inputs: state.inputs }), changed: () => refresh() });
  const save = () => model.save_changes();
  const graph = graphNodes(svg, {
    nodes,
    compared: mine.active,
    get: (name) => state.inputs[name],
    change(name, value) {
      mine.moving();
      move({ inputs: { ...state.inputs, [name]: value } });
    },
    release: mine.ask,
  });
  const sentence = add(view.body, "div", { class: "nnl-derivation" });
  const lines = [0, 1, 2].map(() => add(sentence, "p"));
  legend(view.body, [
    ["nnl-wire nnl-edge-forth", "value, forwards"],
    ["nnl-wire nnl-edge-back", `gradient ∂${output}/∂…, backwards`],
  ]);
  const steps = stepper(view.body, {
    label: "Step",
    count: () => total,
    page: order.length,
    show: (v) =>
      v <= order.length
        ? `forwards ${v} of ${order.length}`
        : `backwards ${v - order.length - 1} of ${order.length}`,
    get: () => state.step,
    change: (step) => move({ step }),
    release: save,
    pace: 1200,
  });
  const all = add(
    view.body.querySelector(".nnl-steps"),
    "button",
    { type: "button", class: "nnl-steady" },
    "Show all",
  );
  all.addEventListener("click", () => {
    steps.stop();
    move({ step: state.step < total ? total : 0 });
    save();
  });

  let ready = false;
  function layout(width) {
    set(svg, { width, height: graph.layout(width) });
    steps.resize();
    ready = true;
    refresh();
  }

  const name = (i) => spelled(nodes[i].name);
  const bracket = (text) => (text.startsWith("−") ? `(${text})` : text);
  const refresh = eachFrame(() => {
    if (!ready) return;
    const step = Math.min(state.step, total);
    const values = goForward(nodes, state.inputs);
    const back = step > order.length;
    const done = new Set(order.slice(0, step));
    const known = nodes.map((node, i) => !node.inputs.length || done.has(i));
    const stages = goBackward(nodes, values);
    const gradients = back ? stages[step - order.length - 1] : nodes.map(() => null);
    const now = back ? backwards[step - order.length - 2] : order[step - 1];
    const node = nodes[now];
    const local = node ? OPS[node.op].local(...given(node, (i) => values[i])) : [];
    const texts = ["", "", ""];
    if (!node && !back) texts[0] = "The inputs are known. Step on: every node takes what its inputs give it.";
    else if (!node) texts[0] = `∂${output}/∂${output} = 1: so the way back begins.`;
    else if (!back) {
      const numbers = OPS[node.op].text(...given(node, (i) => bracket(brief(values[i], 3))));
      texts[0] = `${name(now)} = ${OPS[node.op].text(...given(node, name))} = ${numbers} = ${brief(values[now], 3)}`;
    } else {
      const rules = OPS[node.op].rule(name(now), ...given(node, name));
      const before = stages[step - order.length - 2];
      node.inputs.forEach((j, k) => {
        if (nodes[j].op === "constant") return;
        const passed = brief(gradients[now] * local[k], 3);
        const sum = before[j] !== null ? `, added to ${brief(before[j], 3)} from another way` : "";
        const slope = /^[−\d.]+$/.test(rules[k]) ? rules[k] : `${rules[k]} = ${brief(local[k], 3)}`;
        texts[k] =
          `∂${output}/∂${name(j)} = ∂${output}/∂${name(now)} · ∂${name(now)}/∂${name(j)}, where ∂${name(now)}/∂${name(j)} = ${slope}:  ` +
          `${bracket(brief(gradients[now], 3))} · ${bracket(brief(local[k], 3))} = ${passed}${sum}`;
      });
    }
    lines.forEach((line, i) => say(line, texts[i]));
    const yours = {};
    if (mine.active) model.get("names").forEach((each, i) => (yours[each] = mine.answer.values?.[i]));
    for (const each in yours) if (yours[each] !== undefined) yours[each] = number(yours[each]);
    graph.draw({ values, known, gradients, now, back, local, yours, stale: mine.stale });
    steps.draw();
    say(all, step < total ? "Show all" : "Clear");
    if (mine.active) view.judge(mine.state, mine.message);
    view.announce(`${texts.filter(Boolean).join(". ")}${mine.active ? ` ${mine.message}` : ""}`);
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
