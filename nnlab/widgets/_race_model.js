// The race as numbers: a polynomial surface, its slope, and the three optimizers' ways over it.

function polynomial(coefficients) {
  const value = (rows, x, y) => {
    let total = 0;
    for (let i = rows.length - 1; i >= 0; i--) {
      let row = 0;
      for (let j = rows[i].length - 1; j >= 0; j--) row = row * y + rows[i][j];
      total = total * x + row;
    }
    return total;
  };
  const across = coefficients.slice(1).map((row, i) => row.map((c) => c * (i + 1)));
  const along = coefficients.map((row) => row.slice(1).map((c, j) => c * (j + 1)));
  return {
    loss: ([x, y]) => value(coefficients, x, y),
    gradient: ([x, y]) => [value(across, x, y), value(along, x, y)],
  };
}

// Each gives a function of weights, gradient and step number, which keeps what the optimizer keeps.
const STEPPERS = {
  gradient_descent: (rate) => (w, g) => w.map((v, i) => v - rate * g[i]),
  momentum(rate, { momentum }) {
    let velocity = [0, 0];
    return (w, g) => {
      velocity = velocity.map((v, i) => momentum * v - rate * g[i]);
      return w.map((v, i) => v + velocity[i]);
    };
  },
  adam(rate, { beta_1, beta_2, epsilon }) {
    let m = [0, 0];
    let v = [0, 0];
    return (w, g, t) => {
      m = m.map((old, i) => beta_1 * old + (1 - beta_1) * g[i]);
      v = v.map((old, i) => beta_2 * old + (1 - beta_2) * g[i] ** 2);
      const alpha = (rate * Math.sqrt(1 - beta_2 ** t)) / (1 - beta_1 ** t);
      return w.map((old, i) => old - (alpha * m[i]) / (Math.sqrt(v[i]) + epsilon));
    };
  },
};

// The places of one optimizer, the start first; a way that leads far out ends there.
function way(name, { gradient }, start, rate, settings) {
  const step = STEPPERS[name](rate, settings);
  const places = [start];
  for (let t = 1; t <= settings.steps; t++) {
    const w = step(places[t - 1], gradient(places[t - 1]), t);
    places.push(w);
    if (!w.every((v) => Math.abs(v) <= settings.far)) break;
  }
  return places;
}
