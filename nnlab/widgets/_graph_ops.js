// The operations of a computation graph: value, derivative by each input, and how both are written.

const OPS = {
  add: { value: (a, b) => a + b, local: () => [1, 1], text: (a, b) => `${a} + ${b}`, rule: () => ["1", "1"] },
  sub: {
    value: (a, b) => a - b,
    local: () => [1, -1],
    text: (a, b) => `${a} − ${b}`,
    rule: () => ["1", "−1"],
  },
  mul: {
    value: (a, b) => a * b,
    local: (a, b) => [b, a],
    text: (a, b) => `${a} × ${b}`,
    rule: (_, a, b) => [b, a],
  },
  div: {
    value: (a, b) => a / b,
    local: (a, b) => [1 / b, -a / b ** 2],
    text: (a, b) => `${a} ÷ ${b}`,
    rule: (_, a, b) => [`1/${b}`, `−${a}/${b}²`],
  },
  neg: { value: (a) => -a, local: () => [-1], text: (a) => `−${a}`, rule: () => ["−1"] },
  pow: {
    value: (a, n) => a ** n,
    local: (a, n) => [n * a ** (n - 1)],
    text: (a, n) => `${a}${SUPERSCRIPT[n]}`,
    rule: (_, a, n) => [`${n}${a}${n > 2 ? SUPERSCRIPT[n - 1] : ""}`],
  },
  exp: { value: Math.exp, local: (a) => [Math.exp(a)], text: (a) => `exp(${a})`, rule: (out) => [out] },
  log: { value: Math.log, local: (a) => [1 / a], text: (a) => `log(${a})`, rule: (_, a) => [`1/${a}`] },
  sigmoid: {
    value: sigmoid,
    local: (a) => [sigmoid(a) * (1 - sigmoid(a))],
    text: (a) => `sigmoid(${a})`,
    rule: (out) => [`${out}(1 − ${out})`],
  },
  tanh: {
    value: Math.tanh,
    local: (a) => [1 - Math.tanh(a) ** 2],
    text: (a) => `tanh(${a})`,
    rule: (out) => [`1 − ${out}²`],
  },
  relu: {
    value: (a) => Math.max(a, 0),
    local: (a) => [a > 0 ? 1 : 0],
    text: (a) => `relu(${a})`,
    rule: (_, a) => [`1 if ${a} > 0, else 0`],
  },
};

// What an operation is given: its inputs' values or names, and the exponent where it has one.
const given = (node, of) => [...node.inputs.map(of), ...(node.op === "pow" ? [node.number] : [])];

const spelled = (name) => name.replace(/(?<=[a-zA-Z])\d+$/, (digits) => subscript(digits));

function goForward(nodes, inputs) {
  const values = [];
  for (const node of nodes) {
    if (node.op === "input") values.push(inputs[node.name]);
    else if (node.op === "constant") values.push(node.number);
    else values.push(OPS[node.op].value(...given(node, (i) => values[i])));
  }
  return values;
}

// Gradients after each step backwards: the first knows the last node's alone, each further one is one node's work.
function goBackward(nodes, values) {
  let gradients = nodes.map((_, i) => (i === nodes.length - 1 ? 1 : null));
  const stages = [gradients];
  for (let i = nodes.length - 1; i >= 0; i--) {
    if (!nodes[i].inputs.length) continue;
    const local = OPS[nodes[i].op].local(...given(nodes[i], (j) => values[j]));
    gradients = [...gradients];
    nodes[i].inputs.forEach((j, k) => (gradients[j] = (gradients[j] ?? 0) + gradients[i] * local[k]));
    stages.push(gradients);
  }
  return stages;
}
