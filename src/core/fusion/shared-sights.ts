/** Shoppers whom several cameras see at once: what each says of where they stand, side by side. */
import type { Belief } from '#core/fusion/belief.ts';
import type { FloorFix, FloorSighting } from '#core/fusion/floor-sighting.ts';
import { type GroundFix, type Point, groundPoint } from '#core/geometry/frames.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

/** Where one camera saw a shopper last. */
interface LastFix extends GroundFix {
  readonly time: Micros;
  /** By how much the camera's stamp was put right, s. */
  readonly applied: number;
}

/** By shopper, by camera. */
export type LastFixes = ReadonlyMap<string, ReadonlyMap<string, LastFix>>;

/** One shopper, seen by two cameras within a moment. */
export interface SharedSight {
  readonly shopper: string;
  readonly camera: string;
  readonly other: string;
  /** As `camera` sees them now, and as `other` saw them, moved on to now. */
  readonly fix: GroundFix;
  readonly expected: GroundFix;
  /** m/s, as it was known before. */
  readonly velocity: { readonly x: number; readonly y: number };
  /** By how much more the stamps of `camera` were put right than those of `other`, s. */
  readonly applied: number;
  /** The camera sees somebody whom nobody knows, and the shopper is the nearest whom it does not see. */
  readonly guessed: boolean;
}

/** Longer ago nobody knows where they would be by now, µs. */
const MOMENT = 0.35 * MICROS_PER_SECOND;
/** A box that may mean another place says nothing certain of this one. */
const CERTAIN = 0.8;
/** Whom a camera that was moved sees is this far from where they are at most, m. */
const ASTRAY = 2.5;

/**
 * @param before - Everybody before `sighting` was taken in, for a velocity that owes nothing to it.
 * @param after - Everybody after it.
 * @param applied - By how much its stamp was put right, s.
 */
export function shareSights(
  fixes: LastFixes,
  before: readonly Belief[],
  after: readonly Belief[],
  sighting: FloorSighting,
  applied: number,
): { readonly fixes: LastFixes; readonly shared: readonly SharedSight[] } {
  const { source, time } = sighting;
  const shoppers = after.filter(({ confirmed }) => confirmed);
  const motionOf = new Map(before.map(({ id, motion }) => [id, motion]));
  const fixOf = new Map(
    shoppers.map(({ id, tracks }) => [id, sighting.fixes.find(({ track }) => track === tracks[source])]),
  );
  const shareOf = (shopper: string, fix: FloorFix, guessed: boolean): readonly SharedSight[] => {
    const motion = motionOf.get(shopper);
    if (motion === undefined || !isCertain(fix)) return [];
    const { velocity } = motion;
    return [...(fixes.get(shopper) ?? [])].flatMap(([other, last]) => {
      const age = time - last.time;
      if (other === source || age < 0 || age > MOMENT) return [];
      const expected = { at: movedOn(last.at, velocity, age), cov: last.cov };
      return [{ shopper, camera: source, other, fix, expected, velocity, applied: applied - last.applied, guessed }];
    });
  };

  const known = shoppers.flatMap(({ id }) => {
    const fix = fixOf.get(id);
    return fix === undefined ? [] : shareOf(id, fix, false);
  });
  const taken = new Set([...fixOf.values()].map((fix) => fix?.track));
  const unseen = shoppers.filter(({ id }) => fixOf.get(id) === undefined && fixes.has(id));
  const astray = sighting.fixes
    .filter(({ track }) => !taken.has(track))
    .flatMap((fix) => {
      const near = nearest(unseen, fix.at);
      return near === null ? [] : shareOf(near.id, fix, true);
    });
  const next = new Map(
    shoppers.flatMap(({ id }) => {
      const [last, fix] = [fixes.get(id), fixOf.get(id)];
      if (fix === undefined || !isCertain(fix)) return last === undefined ? [] : [[id, last] as const];
      return [[id, new Map(last).set(source, { time, at: fix.at, cov: fix.cov, applied })] as const];
    }),
  );
  return { fixes: next, shared: [...known, ...astray] };
}

const movedOn = (at: Point<'ground'>, velocity: SharedSight['velocity'], age: number): Point<'ground'> => {
  const dt = age / MICROS_PER_SECOND;
  return groundPoint(at.x + velocity.x * dt, at.y + velocity.y * dt);
};

function nearest(beliefs: readonly Belief[], at: Point<'ground'>): Belief | null {
  const away = ({ motion }: Belief) => Math.hypot(motion.at.x - at.x, motion.at.y - at.y);
  const near = beliefs.filter((belief) => away(belief) < ASTRAY);
  return near.length === 0 ? null : near.reduce((a, b) => (away(b) < away(a) ? b : a));
}

const isCertain = ({ places, contested }: FloorFix): boolean =>
  contested === undefined && (places === undefined || places[0]!.share >= CERTAIN);
