/**
 * How the clocks of several cameras differ, and how fast each goes: one Kalman filter over all of them, because what is measured is
 * always the difference of two.
 *
 * What all clocks have in common nobody can measure: it stays what it was believed to be at first, so offsets are around the mean of
 * the cameras'.
 *
 * Source: the two-state model of a clock (offset and rate, each with white noise of its own), Zucca & Tavella, *The Clock Model and
 * Its Relationship with the Allan and Related Variances*, IEEE TUFFC 52 (2005).
 */

/** Of `n` clocks: offsets (s) first, then rates (s a s). */
export interface ClockFilter {
  readonly n: number;
  /** s of the session. */
  readonly time: number;
  readonly state: Float64Array;
  /** 2n × 2n, row-major. */
  readonly cov: Float64Array;
}

export interface ClockPrior {
  /** s, and s a s. */
  readonly offset: number;
  readonly rate: number;
  /** Somebody measured it. */
  readonly known: boolean;
}

/** How far off a clock is at first, s and s a s: of one nobody measured, and of one somebody did. */
const [UNKNOWN_OFFSET, KNOWN_OFFSET] = [0.2, 0.02];
const [UNKNOWN_RATE, KNOWN_RATE] = [30e-6, 10e-6];
/** What an offset and a rate wander in a second, s²/s and 1/s: half a ms, and a hundredth of a ppm. */
const [OFFSET_WALK, RATE_WALK] = [0.0005 ** 2, 1e-8 ** 2];
/** A measurement further from what was expected is of something else, standard deviations. */
const OUTLIER = 3;

export function createClockFilter(priors: readonly ClockPrior[]): ClockFilter {
  const n = priors.length;
  const state = Float64Array.from([...priors.map(({ offset }) => offset), ...priors.map(({ rate }) => rate)]);
  const cov = new Float64Array(4 * n * n);
  priors.forEach(({ known }, i) => {
    cov[i * 2 * n + i] = (known ? KNOWN_OFFSET : UNKNOWN_OFFSET) ** 2;
    cov[(n + i) * 2 * n + n + i] = (known ? KNOWN_RATE : UNKNOWN_RATE) ** 2;
  });
  return { n, time: 0, state, cov };
}

/** @param time - s of the session; earlier than the filter's changes nothing. */
export function passClockTime(filter: ClockFilter, time: number): ClockFilter {
  const dt = time - filter.time;
  if (dt <= 0) return filter;
  const { n } = filter;
  const w = 2 * n;
  const [state, p] = [filter.state.slice(), filter.cov.slice()];
  for (let i = 0; i < n; i++) state[i]! += dt * state[n + i]!;
  // F P Fᵀ, F adding dt times the rate to the offset: rows first, then columns.
  for (let i = 0; i < n; i++) for (let c = 0; c < w; c++) p[i * w + c]! += dt * p[(n + i) * w + c]!;
  for (let i = 0; i < n; i++) for (let r = 0; r < w; r++) p[r * w + i]! += dt * p[r * w + n + i]!;
  for (let i = 0; i < n; i++) {
    p[i * w + i]! += dt * OFFSET_WALK;
    p[(n + i) * w + n + i]! += dt * RATE_WALK;
  }
  return { n, time, state, cov: p };
}

/**
 * Takes in by how much clock `a` is ahead of clock `b`.
 *
 * @param difference - s, with its variance, s².
 */
export function measureClocks(
  filter: ClockFilter,
  a: number,
  b: number,
  difference: number,
  variance: number,
): ClockFilter {
  const { n, cov } = filter;
  const w = 2 * n;
  const innovation = difference - (filter.state[a]! - filter.state[b]!);
  const s = varianceOf(filter, a, b) + variance;
  const [state, p] = [filter.state.slice(), cov.slice()];
  const gain = new Float64Array(w);
  for (let r = 0; r < w; r++) gain[r] = (cov[r * w + a]! - cov[r * w + b]!) / s;
  for (let r = 0; r < w; r++) {
    state[r]! += gain[r]! * innovation;
    // P − K S Kᵀ, symmetrical whatever is rounded.
    for (let c = 0; c < w; c++) p[r * w + c]! -= gain[r]! * gain[c]! * s;
  }
  return { ...filter, state, cov: p };
}

/** Whether a measurement is of the clocks, and not of something else. */
export function isLikely(filter: ClockFilter, a: number, b: number, difference: number, variance: number): boolean {
  const innovation = difference - (filter.state[a]! - filter.state[b]!);
  return innovation ** 2 <= OUTLIER ** 2 * (varianceOf(filter, a, b) + variance);
}

/** How well it is known by how much clock `a` is ahead of clock `b`, s². */
export const varianceOf = ({ n, cov }: ClockFilter, a: number, b: number): number =>
  cov[a * 2 * n + a]! + cov[b * 2 * n + b]! - 2 * cov[a * 2 * n + b]!;

/** How well a clock is known against the one it is best known against, s; `Infinity` of the only one. */
export function clockSigma(filter: ClockFilter, clock: number): number {
  let least = Infinity;
  for (let other = 0; other < filter.n; other++) {
    if (other !== clock) least = Math.min(least, varianceOf(filter, clock, other));
  }
  return Math.sqrt(Math.max(0, least));
}

/** How well a clock is known against the mean of itself and of those against which it is known within `least`, s. */
export function sigmaAroundMean(filter: ClockFilter, clock: number, least: number): number {
  const { n, cov } = filter;
  const all = Array.from({ length: n }, (_, i) => i);
  const known = all.filter((other) => other === clock || varianceOf(filter, clock, other) < least ** 2);
  const mean = (values: (other: number) => number) => known.reduce((sum, i) => sum + values(i), 0) / known.length;
  const against = (a: number, b: number) => cov[a * 2 * n + b]!;
  const variance = against(clock, clock) - 2 * mean((i) => against(clock, i)) + mean((i) => mean((j) => against(i, j)));
  return Math.sqrt(Math.max(0, variance));
}
