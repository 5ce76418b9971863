// The sum of ReLU units, and the slopes that fit it best; the same formulas as in the kernel.

const WIDEST = 3; // the axes go from -WIDEST to WIDEST
const LAST_HINGE = 2.4;
const MOST_SLOPE = 6;
const MOST_UNITS = 6;

const pieces = (x, { hinges, slopes, bias }) =>
  hinges.reduce((sum, hinge, i) => sum + slopes[i] * Math.max(x - hinge, 0), bias);

const meanSquare = (y, other) => y.reduce((sum, v, i) => sum + (v - other[i]) ** 2, 0) / y.length;

// Solve a small symmetric system by elimination; a row that says nothing new gives 0.
function solve(matrix, right) {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const size = rows.length;
  const pivots = [];
  for (let column = 0, at = 0; column < size; column++) {
    let best = at;
    for (let i = at + 1; i < size; i++)
      if (Math.abs(rows[i][column]) > Math.abs(rows[best][column])) best = i;
    if (Math.abs(rows[best][column]) < 1e-9) continue;
    [rows[at], rows[best]] = [rows[best], rows[at]];
    for (let i = 0; i < size; i++) {
      if (i === at) continue;
      const share = rows[i][column] / rows[at][column];
      for (let j = column; j <= size; j++) rows[i][j] -= share * rows[at][j];
    }
    pivots.push([at++, column]);
  }
  const solution = Array(size).fill(0);
  for (const [row, column] of pivots) solution[column] = rows[row][size] / rows[row][column];
  return solution;
}

// Slopes and bias of the least mean squared error, for these hinges.
function bestSlopes(xs, y, hinges) {
  const columns = [xs.map(() => 1), ...hinges.map((hinge) => xs.map((x) => Math.max(x - hinge, 0)))];
  const inner = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0) / xs.length;
  const [bias, ...slopes] = solve(
    columns.map((a) => columns.map((b) => inner(a, b))),
    columns.map((a) => inner(a, y)),
  );
  return { slopes, bias };
}

// The middle of the widest gap between hinges: where a new unit helps most.
function widestGap(hinges) {
  const ends = [...hinges, -WIDEST, WIDEST].sort((a, b) => a - b);
  const gaps = ends.slice(1).map((end, i) => [end - ends[i], (end + ends[i]) / 2]);
  return clamp(gaps.reduce((a, b) => (b[0] > a[0] + 1e-9 ? b : a))[1], -WIDEST, LAST_HINGE);
}
