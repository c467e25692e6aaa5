/** Shoppers whom several cameras see at once: what each says of where they stand, side by side. */
import type { Belief } from '#core/fusion/belief.ts';
import type { FloorFix, FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { GroundFix } from '#core/geometry/frames.ts';
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
}

/** Longer ago nobody knows where they would be by now, µs. */
const MOMENT = 0.35 * MICROS_PER_SECOND;
/** A box that may mean another place says nothing certain of this one. */
const CERTAIN = 0.8;

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
  const shared: SharedSight[] = [];
  const next = new Map<string, ReadonlyMap<string, LastFix>>();
  for (const { id, confirmed, tracks } of after) {
    if (!confirmed) continue;
    const known = fixes.get(id);
    const fix = sighting.fixes.find(({ track }) => track === tracks[source]);
    if (fix === undefined || !isCertain(fix)) {
      if (known !== undefined) next.set(id, known);
      continue;
    }
    const motion = before.find((belief) => belief.id === id)?.motion;
    for (const [other, last] of known ?? []) {
      const age = time - last.time;
      if (motion === undefined || other === source || age < 0 || age > MOMENT) continue;
      const dt = age / MICROS_PER_SECOND;
      const at = { ...last.at, x: last.at.x + motion.velocity.x * dt, y: last.at.y + motion.velocity.y * dt };
      const expected = { at, cov: last.cov };
      const sight = { shopper: id, camera: source, other, fix, expected, velocity: motion.velocity };
      shared.push({ ...sight, applied: applied - last.applied });
    }
    next.set(id, new Map(known).set(source, { time, at: fix.at, cov: fix.cov, applied }));
  }
  return { fixes: next, shared };
}

const isCertain = ({ places, contested }: FloorFix): boolean =>
  contested === undefined && (places === undefined || places[0]!.share >= CERTAIN);
