/**
 * The time of a frame of a live camera: when it arrived, in whole ms, because that is what a recorded file can say of
 * it. A frame read back from the file then has the very time its sighting has in the journal.
 */
import { type Micros, micros } from '#core/time/micros.ts';

/**
 * @param began - When the session did, ms of `now`.
 * @param now - ms, never going back.
 * @returns A function to the time of a frame that arrives now; each later than the one before.
 */
export function arrivalTimes(began: number, now: () => number): () => Micros {
  let last = -1;
  return () => {
    last = Math.max(last + 1, Math.round(now() - began));
    return micros(last * 1000);
  };
}

/**
 * Lets no more than `fps` frames a second through, evenly.
 *
 * @returns A function that says of a frame at `time` (µs) whether it may go on.
 */
export function pace(fps: number): (time: Micros) => boolean {
  const period = 1e6 / fps;
  let due = -Infinity;
  return (time) => {
    // Frames come a little early or late: only what is a quarter too early is one too many.
    if (time < due - period / 4) return false;
    due = Math.max(due, time - period) + period;
    return true;
  };
}
