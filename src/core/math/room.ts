/**
 * Memory that is kept from call to call, so that what a computation needs on its way is not allocated anew each time. It grows to what
 * the largest call needed. Whoever keeps it reads nothing from it that was not written in the same call.
 */

/** @returns `kept` where it is long enough, else a longer array; what was in `kept` is not in that. */
export function roomForFloats(kept: Float64Array, length: number): Float64Array {
  return kept.length >= length ? kept : new Float64Array(2 * length);
}

/** As {@link roomForFloats}. */
export function roomForInts(kept: Int32Array, length: number): Int32Array {
  return kept.length >= length ? kept : new Int32Array(2 * length);
}
