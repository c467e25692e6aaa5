import type { Looks } from '#core/fusion/alike.ts';
import { type Motion, predict } from '#core/fusion/constant-velocity.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import type { Shopper } from '#core/fusion/shopper.ts';
import type { Stature } from '#core/fusion/stature.ts';
import type { Point, WorldPoint } from '#core/geometry/frames.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

/** What fusion knows of one person beyond what a {@link Shopper} tells. */
export interface Belief {
  readonly id: string;
  readonly confirmed: boolean;
  /** At their newest sighting. */
  readonly motion: Motion;
  readonly firstSeen: Micros;
  /** Where they were first seen. */
  readonly origin: Point<'ground'>;
  readonly hits: number;
  /** Newest track by source. */
  readonly tracks: Readonly<Record<string, string>>;
  /** The one track that has ever been theirs; `null` when several have. */
  readonly only: { readonly source: string; readonly track: string } | null;
  /** A source whose ids are believed has seen them. */
  readonly trusted: boolean;
  /** By belief: how often one camera saw both at once, well apart. */
  readonly apart: Readonly<Record<string, number>>;
  /** By older shopper: since when both have been in one place, as far as anybody can tell. */
  readonly together: Readonly<Record<string, Micros>>;
  /** Newest moment they stood within the store's outline; `null` when they never did. */
  readonly inOutline: Micros | null;
  /** Newest moment they stood in the store and not at its exit; `null` when they never did. */
  readonly inStore: Micros | null;
  /** How tall they are, as boxes told that nobody was in front of. */
  readonly tall: Stature;
  /** `null` while nobody has compared. */
  readonly looks: Looks | null;
  readonly hands: readonly WorldPoint[];
}

export const lastSeen = (belief: Belief): Micros => belief.motion.time;

/** s since anyone saw them. */
export const unseen = (belief: Belief, time: Micros): number => (time - lastSeen(belief)) / MICROS_PER_SECOND;

/** Of a belief what may be noted or taken away without anybody having moved. */
type Notes = Partial<Pick<Belief, 'tracks' | 'apart' | 'together'>>;

/**
 * Somebody with other notes. Written out, because it is done for several people at every sighting: a spread is slower, and so is whatever
 * reads objects that were made in different ways.
 */
export const noted = (belief: Belief, { tracks, apart, together }: Notes): Belief => ({
  id: belief.id,
  confirmed: belief.confirmed,
  motion: belief.motion,
  firstSeen: belief.firstSeen,
  origin: belief.origin,
  hits: belief.hits,
  tracks: tracks ?? belief.tracks,
  only: belief.only,
  trusted: belief.trusted,
  apart: apart ?? belief.apart,
  together: together ?? belief.together,
  inOutline: belief.inOutline,
  inStore: belief.inStore,
  tall: belief.tall,
  looks: belief.looks,
  hands: belief.hands,
});

/** What the rest of the house sees of a belief at `time`. */
export function shopperOf(belief: Belief, time: Micros, parameters: FusionParameters): Shopper {
  const { at, velocity, cov } = predict(belief.motion, time, parameters);
  return {
    id: belief.id,
    state: !belief.confirmed ? 'tentative' : unseen(belief, time) > parameters.coast ? 'lost' : 'confirmed',
    at,
    cov: [cov[0]!, cov[1]!, cov[4]!, cov[5]!],
    velocity,
    firstSeen: belief.firstSeen,
    lastSeen: lastSeen(belief),
    tracks: belief.tracks,
    hands: belief.hands,
  };
}
