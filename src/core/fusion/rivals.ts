/**
 * Rival histories: who was mixed up when two people passed each other is decided a moment later, by where everybody walked since, which
 * camera held on to whom, and what they look like.
 *
 * Source: Reid, *An algorithm for tracking multiple targets*, IEEE Transactions on Automatic Control 24 (1979) 843–854, with few histories
 * and a short time to decide in. As there, who cannot be mistaken for one another is decided about on their own: see `clusters.ts`.
 */
import type { Belief } from '#core/fusion/belief.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';

/** Where a few shoppers are by one history. */
export interface History {
  readonly beliefs: readonly Belief[];
}

/** How a history stands beside the others. */
interface Standing {
  /** −2 ln of how probable it is, but for what all histories have in common. */
  readonly cost: number;
  /** When it parted from the one that is believed; `null` of that one. */
  readonly since: Micros | null;
}

export type Way<Told extends History = History> = Told & Standing;

/** What an exchange may cost more than what is likeliest, −2 ln of the odds: 1 in 20. */
export const SLACK = 6;
/** What a history may cost more than the likeliest: 1 in 400. */
const HOPELESS = 12;
/** Histories in which everybody is within this of where they are in another, m, and in `AHEAD` seconds will be, are one. */
const SAME = 0.15;
const AHEAD = 0.3;

/** A history that is told only when it is asked for: most are dropped for what they cost. */
export interface Untold<Told extends History> extends Standing {
  readonly tell: () => Told;
}

/**
 * @param ways - What was believed first. Of those that cost the same, those before are likelier.
 * @returns The likeliest and after it its rivals. Costs are those beside the likeliest.
 */
export function likeliest<Told extends History>(
  ways: readonly Untold<Told>[],
  { rivals }: FusionParameters,
): readonly [Way<Told>, ...Way<Told>[]] {
  const [only] = ways;
  if (ways.length === 1) return [{ ...only!.tell(), cost: 0, since: null }];
  const kept: Way<Told>[] = [];
  for (const { tell, cost, since } of [...ways].sort((a, b) => a.cost - b.cost)) {
    if (kept.length > rivals || (kept.length > 0 && cost > kept[0]!.cost + HOPELESS)) break;
    const told = tell();
    if (kept.every((other) => differ(other.beliefs, told.beliefs))) kept.push({ ...told, cost, since });
  }
  const best = kept[0]!;
  const [first, ...others] = kept.map((way, i) => ({
    ...way,
    cost: way.cost - best.cost,
    // What was believed until now parted from what is believed now when that parted from it.
    since: i === 0 ? null : micros(Math.min(way.since ?? Infinity, best.since ?? Infinity)),
  }));
  return [first!, ...others];
}

/** Whether it is not decided yet which history is the right one. */
export const isOpen = ({ since }: Standing, time: Micros, { undecided }: FusionParameters): boolean =>
  since === null || time - since <= undecided * MICROS_PER_SECOND;

/** Whether somebody is elsewhere, or on the way there. Both are of the same shoppers in the same order. */
const differ = (a: readonly Belief[], b: readonly Belief[]): boolean =>
  a.some((belief, i) => isElsewhere(belief, b[i]!));

export function isElsewhere({ motion }: Belief, { motion: other }: Belief): boolean {
  if (other === motion) return false;
  const [x, y] = [motion.at.x - other.at.x, motion.at.y - other.at.y];
  const [vx, vy] = [motion.velocity.x - other.velocity.x, motion.velocity.y - other.velocity.y];
  return x * x + y * y + AHEAD ** 2 * (vx * vx + vy * vy) > SAME ** 2;
}
