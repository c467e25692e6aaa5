/** How many cameras go through the network at once: only as many as were measured to pay. */

/** What a look at a batch of that many frames takes, ms, as calibration measured it. */
export type BatchTimes = ReadonlyMap<number, number>;

/** A batch makes its first frame wait for its last: it has to be this much faster a frame to be worth it. */
const PAYS = 0.95;

/**
 * @param times - Of batches of 1 and more; a size that was not measured is not used.
 * @param most - Frames that wait, or that fit, whichever is less; at least 1.
 * @returns The size that takes least time a frame; a larger one only when it pays, 1 when nothing was measured.
 */
export function batchSize(times: BatchTimes, most: number): number {
  let best = { size: 1, each: times.get(1) ?? Infinity };
  for (const size of [...times.keys()].sort((a, b) => a - b)) {
    const each = times.get(size)! / size;
    if (size > 1 && size <= most && times.has(1) && each < PAYS * best.each) best = { size, each };
  }
  return best.size;
}
