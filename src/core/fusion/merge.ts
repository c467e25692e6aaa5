/**
 * Two shoppers in one place are one: bodies do not overlap. A foot placed wrongly for a second or two, by a box with an
 * arm in it, can begin a shopper beside the true one, who then follows the same person through that camera.
 */
import { joinedLooks } from '#core/fusion/alike.ts';
import { type Belief, noted, unseen } from '#core/fusion/belief.ts';
import { expectedAt } from '#core/fusion/constant-velocity.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import type { Point } from '#core/geometry/frames.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';

export interface Merger {
  readonly shopper: string;
  /** Whom they turned out to be. */
  readonly into: string;
}

/** Whoever was not seen for longer is not known to be in the same place, s. */
const FRESH = 0.5;

/**
 * Notes for each shopper since when an older one has been in the same place, without a camera that sees both at once.
 *
 * @param isSeen - Whether the newest sighting gave somebody a fix, by their index.
 */
export function noteTogether(
  beliefs: readonly Belief[],
  isSeen: (i: number) => boolean,
  time: Micros,
  parameters: FusionParameters,
): readonly Belief[] {
  const at = beliefs.map((belief) =>
    belief.confirmed && unseen(belief, time) <= FRESH ? expectedAt(belief.motion, time, parameters) : null,
  );
  return beliefs.map((belief, i) => {
    const here = at[i]!;
    let together: Record<string, Micros> | null = null;
    for (let older = 0; older < i && here !== null; older++) {
      const there = at[older]!;
      if (there === null || !isWithin(here, there, parameters.body)) continue;
      if (isSeen(i) && isSeen(older)) continue;
      const { id } = beliefs[older]!;
      (together ??= {})[id] = belief.together[id] ?? time;
    }
    // A mark that outlived its cause would merge somebody who has left with whoever went out after them.
    return together === null ? withoutMarks(belief) : noted(belief, { together });
  });
}

function isWithin(a: Point<'ground'>, b: Point<'ground'>, distance: number): boolean {
  const x = a.x - b.x;
  const y = a.y - b.y;
  return x * x + y * y < distance * distance;
}

const withoutMarks = (belief: Belief): Belief => (isMarked(belief) ? noted(belief, { together: {} }) : belief);

function isMarked({ together }: Belief): boolean {
  for (const _ in together) return true;
  return false;
}

/**
 * A shopper known by one track alone, which a camera now sees on another shopper it never saw beside them, was that one
 * all the time, wrongly placed.
 */
export function noteSameTrack(before: readonly Belief[], after: readonly Belief[], source: string): readonly Belief[] {
  return after.reduce((all, belief) => {
    if (belief.only?.source !== source) return all;
    const held = before.find(({ id }) => id === belief.id)?.tracks[source];
    const lost = held !== undefined && belief.tracks[source] === undefined;
    if (!belief.confirmed || !lost || belief.only.track !== held) return all;
    const taker = all.find((other) => other.confirmed && other.tracks[source] === held);
    if (taker === undefined || belief.apart[taker.id] !== undefined) return all;
    const [older, younger] = all.indexOf(taker) < all.indexOf(belief) ? [taker, belief] : [belief, taker];
    return all.map((other) =>
      other.id === younger.id ? noted(other, { together: { ...other.together, [older.id]: LONG_AGO } }) : other,
    );
  }, after);
}

const LONG_AGO = micros(-Infinity);

/** Takes whoever has been in an older shopper's place for long enough for that shopper. */
export function mergeTogether(
  beliefs: readonly Belief[],
  time: Micros,
  parameters: FusionParameters,
): { readonly beliefs: readonly Belief[]; readonly merged: readonly Merger[] } {
  for (const belief of beliefs) {
    if (!isMarked(belief)) continue;
    const one = Object.entries(belief.together).find(
      ([, since]) => time - since >= parameters.merge * MICROS_PER_SECOND,
    );
    const older = beliefs.find(({ id }) => id === one?.[0]);
    if (older === undefined) continue;
    const newest = belief.motion.time > older.motion.time ? belief.motion : older.motion;
    const both: Belief = {
      ...older,
      motion: newest,
      tracks: { ...belief.tracks, ...older.tracks },
      only: null,
      looks: joinedLooks(older.looks, belief.looks),
    };
    const left = beliefs.filter((other) => other !== belief).map((other) => (other === older ? both : other));
    const rest = mergeTogether(left, time, parameters);
    return { beliefs: rest.beliefs, merged: [{ shopper: belief.id, into: older.id }, ...rest.merged] };
  }
  return { beliefs, merged: [] };
}
