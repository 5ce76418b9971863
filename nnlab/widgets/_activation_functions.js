// The activations with their gradients, and what is to be seen on each.

const SLOPE = 0.2;
const KINK = 1e-9; // a gradient that jumps is drawn up to the jump from both sides

const FUNCTIONS = {
  linear: {
    title: "linear",
    formula: "g(z) = z",
    value: (z) => z,
    gradient: () => 1,
    remark: "The slope is 1 everywhere. But a network of linear layers is no more than one linear layer.",
  },
  sigmoid: {
    title: "sigmoid",
    formula: "g(z) = 1 / (1 + e⁻ᶻ)",
    value: sigmoid,
    gradient: (z) => sigmoid(z) * sigmoid(-z),
    remark: "The slope is never above 0.25, and close to 0 at both ends: there learning all but stops.",
  },
  tanh: {
    title: "tanh",
    formula: "g(z) = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)",
    value: Math.tanh,
    gradient: (z) => 1 / Math.cosh(z) ** 2,
    remark: "Like the sigmoid, but centred on 0 and up to four times as steep. It is flat at both ends too.",
  },
  relu: {
    title: "ReLU",
    formula: "g(z) = max(0, z)",
    value: (z) => Math.max(z, 0),
    gradient: (z) => (z > 0 ? 1 : 0),
    kinked: true,
    remark:
      "Slope 1 where the unit is on, 0 where it is off. A unit that is off for every sample learns no more.",
  },
  leaky_relu: {
    title: "leaky ReLU",
    formula: "g(z) = z for z > 0, else 0.2 z",
    value: (z) => (z > 0 ? z : SLOPE * z),
    gradient: (z) => (z > 0 ? 1 : SLOPE),
    kinked: true,
    remark: "Below 0 a slope of 0.2 is left: a unit that is off can still learn its way back.",
  },
  swish: {
    title: "swish",
    formula: "g(z) = z · sigmoid(z)",
    value: (z) => z * sigmoid(z),
    gradient: (z) => sigmoid(z) * (1 + z * sigmoid(-z)),
    remark: "ReLU without the kink. It has a dip near z = −1.28; left of it the slope is negative.",
  },
};

// Ends of the first chart's vertical axis.
const valueRange = (name) => (name === "sigmoid" || name === "tanh" ? [-1.25, 1.25] : [-2, 6]);
