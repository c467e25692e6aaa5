/** Cameras that are known by now from a walk, and what they say together: where the walker was, and what time it is. */
import { agreeClocks } from '#core/calibration/agree-clocks.ts';
import { type FloorWalk, type TimedFix, fixesOf, floorWalk } from '#core/calibration/floor-walk.ts';
import { LEAST_SHARED } from '#core/calibration/walk-fault.ts';
import type { WalkFit } from '#core/calibration/walk-fit.ts';
import { type WalkerBox, secondsOf } from '#core/calibration/walker-boxes.ts';
import type { Tall } from '#core/fusion/stature.ts';

export interface KnownCamera {
  readonly boxes: readonly WalkerBox[];
  readonly fit: WalkFit;
  /** From the reference, which is 0. */
  readonly hops: number;
  /** Where it places the walker. */
  readonly fixes: readonly TimedFix[];
}

/** What a camera's places may be off together, m: of the reference, and more with every camera between. */
const [OWN_DOUBT, HOP_DOUBT] = [0.02, 0.04];
/** Frames so near to each other in time are of the same moment, s. */
const TOGETHER = 0.3;
/** How often clocks are set right: once more by the walks as they are then. */
const CLOCK_ROUNDS = 2;

export const knownAs = (boxes: readonly WalkerBox[], fit: WalkFit, hops: number, tall: Tall): KnownCamera => ({
  boxes,
  fit,
  hops,
  fixes: fixesOf(fit.camera, boxes, fit.late, OWN_DOUBT + hops * HOP_DOUBT, tall),
});

export const othersOf = (known: ReadonlyMap<string, KnownCamera>, camera: string): readonly KnownCamera[] =>
  [...known].flatMap(([other, each]) => (other === camera ? [] : [each]));

export const walkOf = (known: readonly KnownCamera[]): FloorWalk | null =>
  floorWalk(known.flatMap(({ fixes }) => fixes));

/** How far from the reference the nearest known camera is that saw enough of the same. */
export function hopsTo(known: readonly KnownCamera[], boxes: readonly WalkerBox[], late: number): number {
  const near = known.filter((other) => {
    const moments = new Set(other.boxes.map(({ time }) => Math.round((time - other.fit.late) / TOGETHER)));
    const both = boxes.filter(({ time }) => moments.has(Math.round((time - late) / TOGETHER)));
    return secondsOf(both.map(({ time }) => time)) >= LEAST_SHARED;
  });
  return Math.min(...(near.length > 0 ? near : known).map(({ hops }) => hops));
}

/** Sets all clocks right at once. @returns How sure each is by its camera, s. */
export function agreeOnTime(known: Map<string, KnownCamera>, tall: Tall): ReadonlyMap<string, number> {
  const sigmas = new Map<string, number>();
  for (let round = 0; round < CLOCK_ROUNDS; round++) {
    const all = [...known];
    const agreed = agreeClocks(all.map(([, { fixes, hops }]) => ({ fixes, reference: hops === 0 })));
    for (const [i, [camera, { boxes, fit, hops }]] of all.entries()) {
      sigmas.set(camera, agreed[i]!.sigma);
      if (hops > 0) known.set(camera, knownAs(boxes, { ...fit, late: fit.late + agreed[i]!.more }, hops, tall));
    }
  }
  return sigmas;
}
