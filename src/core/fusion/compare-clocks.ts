/** What shoppers whom two cameras see say of those cameras' clocks. */
import { type ClockFilter, isLikely, measureClocks, passClockTime, varianceOf } from '#core/fusion/clock-filter.ts';
import { type Passage, type Residual, continuePassage } from '#core/fusion/clock-passages.ts';
import type { Clocks } from '#core/fusion/clocks.ts';
import type { SharedSight } from '#core/fusion/shared-sights.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

/** Boxes err alike from frame to frame: two cameras are compared about one shopper this often, s, … */
const EVERY = 0.3;
/** … and anew when they have not both seen them for so long, s. */
const FORGOTTEN = 5;

/** Takes in what two cameras say of the same shoppers. @param shared - One sighting's. */
export function compareClocks(clocks: Clocks, shared: readonly SharedSight[], time: Micros): Clocks {
  return clocks.lasting > 0
    ? hearPassages(clocks, shared, time / MICROS_PER_SECOND)
    : hearMoments(clocks, shared, time);
}

function hearPassages(clocks: Clocks, shared: readonly SharedSight[], time: number): Clocks {
  let { filter } = clocks;
  const heard = new Map<string, Map<number, Passage>>();
  for (const sight of shared) {
    const [a, b] = pairOf(clocks, sight);
    const pair = a * filter.n + b;
    const before = clocks.passages.get(sight.shopper);
    const last = before?.get(pair);
    if (sight.guessed || a === -1 || (last !== undefined && time - last.time < EVERY)) continue;
    filter = passClockTime(filter, time);
    const known = { value: filter.state[a]! - filter.state[b]!, variance: varianceOf(filter, a, b) };
    const lately = last === undefined || time - last.time > FORGOTTEN ? null : last;
    const { passage, told } = continuePassage(lately, residualOf(clocks, sight, time), clocks.lasting, known);
    const pairs = heard.get(sight.shopper) ?? new Map(before);
    heard.set(sight.shopper, pairs.set(pair, passage));
    // n cameras make n (n − 1) / 2 pairs, which say n − 1 things.
    const times = (1 + shared.filter(({ shopper }) => shopper === sight.shopper).length) / 2;
    if (told !== null) filter = measureClocks(filter, a, b, told.value, told.variance * times);
  }
  if (heard.size === 0) return clocks;
  const others = [...clocks.passages].filter(([shopper, pairs]) => !heard.has(shopper) && isRecent(pairs, time));
  return { ...clocks, filter, passages: new Map([...others, ...heard]) };
}

function isRecent(pairs: ReadonlyMap<number, Passage>, time: number): boolean {
  for (const passage of pairs.values()) if (time - passage.time <= FORGOTTEN) return true;
  return false;
}

/** Indices of the two cameras, the smaller first; the first is −1 where one of them is none. */
function pairOf({ cameras }: Clocks, { camera, other }: SharedSight): readonly [number, number] {
  const [a, b] = [cameras.indexOf(camera), cameras.indexOf(other)];
  return a < b ? [a, b] : [b, a];
}

/** As the first of the two sees somebody beside the other, were the stamps as they came. */
function residualOf({ cameras }: Clocks, sight: SharedSight, time: number): Residual {
  const { fix, expected, velocity, applied } = sight;
  const [a, b] = [fix.cov, expected.cov];
  const sign = cameras.indexOf(sight.camera) < cameras.indexOf(sight.other) ? 1 : -1;
  return {
    x: sign * (fix.at.x - expected.at.x - applied * velocity.x),
    y: sign * (fix.at.y - expected.at.y - applied * velocity.y),
    cov: [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]],
    velocity,
    time,
  };
}

/** Of sessions that were stored before: who walks slower says little about time, m/s; … */
const WALKING = 0.5;
/** … two cameras disagree about where somebody is by so much more than their boxes say, m; and are compared this often, µs. */
const [DISAGREEMENT, OFTEN] = [0.15, 0.2 * MICROS_PER_SECOND];

function hearMoments(clocks: Clocks, shared: readonly SharedSight[], time: Micros): Clocks {
  if (shared.length === 0) return clocks;
  let { filter } = clocks;
  const compared = new Map(clocks.compared);
  for (const sight of shared) {
    if (sight.guessed) continue;
    const [a, b] = [clocks.cameras.indexOf(sight.camera), clocks.cameras.indexOf(sight.other)];
    const speed2 = sight.velocity.x ** 2 + sight.velocity.y ** 2;
    const key = `${sight.shopper} ${sight.camera} ${sight.other}`;
    if (a === -1 || b === -1 || speed2 < WALKING ** 2 || time - (compared.get(key) ?? -Infinity) < OFTEN) continue;
    compared.set(key, time);
    filter = passClockTime(filter, time / MICROS_PER_SECOND);
    filter = hearMoment(filter, a, b, sight, speed2);
  }
  if (filter === clocks.filter) return clocks;
  for (const [key, when] of compared) if (time - when > 10 * OFTEN) compared.delete(key);
  return { ...clocks, filter, compared };
}

/** By how much the stamp of `camera` is ahead of that of `other` is residual · v / |v|²: seen too far back is stamped too late. */
function hearMoment(filter: ClockFilter, a: number, b: number, sight: SharedSight, speed2: number): ClockFilter {
  const { fix, expected, velocity, applied } = sight;
  const ahead = -((fix.at.x - expected.at.x) * velocity.x + (fix.at.y - expected.at.y) * velocity.y) / speed2;
  const variance = varianceAlong(sight, speed2);
  return isLikely(filter, a, b, ahead + applied, variance)
    ? measureClocks(filter, a, b, ahead + applied, variance)
    : filter;
}

function varianceAlong({ fix, expected, velocity: { x, y } }: SharedSight, speed2: number): number {
  const [xx, xy, yx, yy] = [0, 1, 2, 3].map((i) => fix.cov[i]! + expected.cov[i]!);
  const along = (x * x * xx! + x * y * (xy! + yx!) + y * y * yy!) / speed2;
  return (along + DISAGREEMENT ** 2) / speed2;
}
