// Losses of one prediction p for a target y, and the size of their derivatives by z, where p is the sigmoid of z.

const LEAST = 1e-7; // Keras's: no logarithm is infinite

const LOSSES = {
  binary_crossentropy: {
    title: "cross-entropy",
    loss: (y, p) => -Math.log(clamp(y ? p : 1 - p, LEAST, 1 - LEAST)),
    push: (y, p) => Math.abs(p - y),
    formula: (y) => (y ? "−log ŷ" : "−log(1 − ŷ)"),
  },
  mean_squared_error: {
    title: "squared error",
    loss: (y, p) => (p - y) ** 2,
    push: (y, p) => 2 * Math.abs(p - y) * p * (1 - p),
    formula: (y) => (y ? "(ŷ − 1)²" : "(ŷ − 0)²"),
  },
};

// The learner's values for a target, in the order of the predictions 0, 0.01, …, 1; the ends come last from the kernel.
function learnersCurve(values, y) {
  if (!values || values.length < 202) return null;
  const from = y ? 0 : 99;
  const end = y ? 198 : 200;
  return [values[end], ...values.slice(from, from + 99), values[end + 1]].map(([value]) => number(value));
}
