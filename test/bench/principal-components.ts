const ROUNDS = 30;

/**
 * The rows of a matrix, centred and seen along the `count` directions in which they differ most (principal component
 * analysis by subspace iteration on the covariance). The same rows give the same answer.
 */
export function principalComponents(rows: Float32Array, width: number, count: number): Float32Array {
  const centred = centre(rows, width);
  const covariance = covarianceOf(centred, width);
  let basis = orthonormal(Float64Array.from({ length: width * count }, startValue), width, count);
  for (let round = 0; round < ROUNDS; round++) {
    basis = orthonormal(product(covariance, basis, width, width, count), width, count);
  }
  return Float32Array.from(product(centred, basis, rows.length / width, width, count));
}

/** Spread over -1 to 1 and never twice the same: a start that no direction is orthogonal to. */
function startValue(_: unknown, index: number): number {
  return ((index * 0.618_033_988_749_894_9) % 1) * 2 - 1;
}

function centre(rows: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  const height = rows.length / width;
  rows.forEach((value, at) => {
    mean[at % width] = (mean[at % width] ?? 0) + value / height;
  });
  return Float64Array.from(rows, (value, at) => value - (mean[at % width] ?? 0));
}

function covarianceOf(rows: Float64Array, width: number): Float64Array {
  const covariance = new Float64Array(width * width);
  for (let start = 0; start < rows.length; start += width) {
    for (let a = 0; a < width; a++) {
      const value = rows[start + a] ?? 0;
      for (let b = 0; b < width; b++) {
        covariance[a * width + b] = (covariance[a * width + b] ?? 0) + value * (rows[start + b] ?? 0);
      }
    }
  }
  return covariance;
}

/** Gram and Schmidt, column by column. */
function orthonormal(matrix: Float64Array, height: number, count: number): Float64Array {
  const done = matrix.slice();
  const dot = (a: number, b: number): number => {
    let sum = 0;
    for (let row = 0; row < height; row++) sum += (done[row * count + a] ?? 0) * (done[row * count + b] ?? 0);
    return sum;
  };
  for (let column = 0; column < count; column++) {
    for (let before = 0; before < column; before++) {
      const share = dot(column, before);
      for (let row = 0; row < height; row++) {
        const at = row * count + column;
        done[at] = (done[at] ?? 0) - share * (done[row * count + before] ?? 0);
      }
    }
    const length = Math.sqrt(dot(column, column)) || 1;
    for (let row = 0; row < height; row++) done[row * count + column] = (done[row * count + column] ?? 0) / length;
  }
  return done;
}

function product(left: Float64Array, right: Float64Array, height: number, inner: number, width: number): Float64Array {
  const result = new Float64Array(height * width);
  for (let row = 0; row < height; row++) {
    for (let between = 0; between < inner; between++) {
      const value = left[row * inner + between] ?? 0;
      for (let column = 0; column < width; column++) {
        const at = row * width + column;
        result[at] = (result[at] ?? 0) + value * (right[between * width + column] ?? 0);
      }
    }
  }
  return result;
}
