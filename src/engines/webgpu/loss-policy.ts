/** What is done when a graphics device is lost: it is opened again, unless it is lost too often to be worth it. */

/** ms before each try to open a device again; after the last one it is given up. */
const WAITS = [250, 500, 1000, 2000];

/** Losses within `WINDOW` ms that are one too many. */
const MOST_LOSSES = 2;
const WINDOW = 60_000;

/**
 * @param losses - When devices were lost so far, ms, the newest last.
 * @returns Whether to go on without a graphics device.
 */
export function isLostTooOften(losses: readonly number[]): boolean {
  const newest = losses.at(-1) ?? -Infinity;
  return losses.filter((time) => newest - time < WINDOW).length >= MOST_LOSSES;
}

/**
 * @param failures - Tries to open the device again since it was lost that failed.
 * @returns ms to wait before the next try, or `null` when there is no use in one.
 */
export function waitBeforeTry(failures: number): number | null {
  return WAITS[failures] ?? null;
}
