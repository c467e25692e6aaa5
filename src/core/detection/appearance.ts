/** Vectors of appearance, as re-identification networks give them. */

/** @returns A vector of its own of length 1, or `null` when `vector` has no direction. */
export function normalised(vector: Float32Array): Float32Array | null {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 && length < Infinity ? vector.map((value) => value / length) : null;
}

/** 1 − cos of the angle between two vectors of length 1: 0 for the same direction, 1 for a right angle, 2 at most. */
export function cosineDistance(a: Float32Array, b: Float32Array): number {
  return 1 - a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
