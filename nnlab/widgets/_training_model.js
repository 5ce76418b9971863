// A network of two inputs, some sigmoid units and a sigmoid output, trained by Adam; all weights lie in one array,
// in Keras's order: W1 (2 rows), b1, W2, b2. Nothing in here knows of the page.

// Numbers from 0 up to 1 that follow from a seed (Mulberry32).
function uniforms(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const squash = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));

function startWeights(units, seed) {
  const draw = uniforms(seed);
  const weights = new Float64Array(4 * units + 1);
  const [first, second] = [Math.sqrt(6 / (2 + units)), Math.sqrt(6 / (units + 1))];
  for (let i = 0; i < 2 * units; i++) weights[i] = first * (2 * draw() - 1);
  for (let j = 0; j < units; j++) weights[3 * units + j] = second * (2 * draw() - 1);
  return weights;
}

// The output at (x, y), as a logit; the hidden units' answers go into `hidden`.
function logit(weights, units, x, y, hidden) {
  let sum = weights[4 * units];
  for (let j = 0; j < units; j++) {
    hidden[j] = squash(x * weights[j] + y * weights[units + j] + weights[2 * units + j]);
    sum += hidden[j] * weights[3 * units + j];
  }
  return sum;
}

// `samples` are [x, y, label], normalized. One call of `epoch` goes through all of them in batches.
function trainer(samples, units, seed, { batch, beta_1, beta_2, epsilon }) {
  const weights = startWeights(units, seed);
  const size = weights.length;
  const [gradient, m, v] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const hidden = new Float64Array(units);
  let steps = 0;

  // Adds one sample's gradient and returns its loss: log(1 + e^z) − label · z, without an overflow.
  function backward([x, y, label]) {
    const z = logit(weights, units, x, y, hidden);
    const dz = squash(z) - label;
    for (let j = 0; j < units; j++) {
      const a = hidden[j];
      gradient[3 * units + j] += dz * a;
      const d = dz * weights[3 * units + j] * a * (1 - a);
      gradient[j] += d * x;
      gradient[units + j] += d * y;
      gradient[2 * units + j] += d;
    }
    gradient[4 * units] += dz;
    return Math.max(z, 0) - label * z + Math.log1p(Math.exp(-Math.abs(z)));
  }

  function adam(count, rate) {
    steps++;
    const alpha = (rate * Math.sqrt(1 - beta_2 ** steps)) / (1 - beta_1 ** steps);
    for (let i = 0; i < size; i++) {
      const g = gradient[i] / count;
      m[i] += (g - m[i]) * (1 - beta_1);
      v[i] += (g * g - v[i]) * (1 - beta_2);
      weights[i] -= (alpha * m[i]) / (Math.sqrt(v[i]) + epsilon);
    }
  }

  return {
    weights,
    losses: [],
    // The loss of an epoch is the mean over its samples, each under the weights of its moment, as Keras prints it.
    epoch(rate) {
      let total = 0;
      for (let from = 0; from < samples.length; from += batch) {
        const to = Math.min(from + batch, samples.length);
        gradient.fill(0);
        for (let i = from; i < to; i++) total += backward(samples[i]);
        adam(to - from, rate);
      }
      this.losses.push(total / samples.length);
    },
    // Loss and share of right answers, as the weights stand now.
    measure() {
      let loss = 0;
      let right = 0;
      for (const [x, y, label] of samples) {
        const z = logit(weights, units, x, y, hidden);
        loss += Math.max(z, 0) - label * z + Math.log1p(Math.exp(-Math.abs(z)));
        right += z >= 0 === (label === 1);
      }
      return { loss: loss / samples.length, right: right / samples.length };
    },
  };
}

// The output's logit, and what each hidden unit answers, on a grid of cells; first row at the top.
function survey(weights, units, [x0, y0], [x1, y1], size, into) {
  const hidden = new Float64Array(units);
  for (let row = 0, i = 0; row < size; row++) {
    const y = y1 + ((row + 0.5) / size) * (y0 - y1);
    for (let column = 0; column < size; column++, i++) {
      into.logits[i] = logit(weights, units, x0 + ((column + 0.5) / size) * (x1 - x0), y, hidden);
      for (let j = 0; j < units; j++) into.hidden[j][i] = hidden[j];
    }
  }
}
