/**
 * Rival histories: who was mixed up when two people passed each other is decided a moment later, by where everybody walked since, which
 * camera held on to whom, and what they look like.
 *
 * Source: Reid, *An algorithm for tracking multiple targets*, IEEE Transactions on Automatic Control 24 (1979) 843–854, with few histories
 * and a short time to decide in. As there, who cannot be mistaken for one another is decided about on their own: see `clusters.ts`.
 */
import type { Belief } from '#core/fusion/belief.ts';
import type { Match } from '#core/fusion/match.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';

/** Where a few shoppers are by one history. */
interface History {
  readonly beliefs: readonly Belief[];
}

/** What a history says once it has taken a sighting in. */
export interface Told extends History {
  /** Of each of its shoppers what the sighting showed of them. */
  readonly given: readonly (Match | null)[];
}

/** How a history stands beside the others. */
export interface Standing {
  /** −2 ln of how probable it is, but for what all histories have in common. */
  readonly cost: number;
  /** When it parted from the one that is believed; `null` of that one. */
  readonly since: Micros | null;
}

export type Way<Of extends History = History> = Of & Standing;

/** What an exchange may cost more than what is likeliest, −2 ln of the odds: 1 in 20. */
export const SLACK = 6;
/** What a history may cost more than the likeliest: 1 in 400. */
const HOPELESS = 12;
/** Histories in which everybody is within this of where they are in another, m, and in `AHEAD` seconds will be, are one. */
const SAME = 0.15;
const AHEAD = 0.3;

/**
 * @param ways - What was believed first. Of those that cost the same, those before are likelier.
 * @param tell - What a way says in full. It is asked of those that are kept or nearly so: most are dropped for what they cost.
 * @returns The likeliest and after it its rivals. Costs are those beside the likeliest.
 */
export function likeliest<Untold extends Standing>(
  ways: readonly Untold[],
  tell: (way: Untold) => Told,
  { rivals }: FusionParameters,
): readonly [Way<Told>, ...Way<Told>[]] {
  let best = ways[0]!;
  for (const way of ways) if (way.cost < best.cost) best = way;
  const kept: [Way<Told>, ...Way<Told>[]] = [standingAs(tell(best), 0, null)];
  if (ways.length === 1) return kept;
  const hopeful: Untold[] = [];
  for (const way of ways) if (way !== best && way.cost <= best.cost + HOPELESS) hopeful.push(way);
  hopeful.sort((a, b) => a.cost - b.cost);
  for (const way of hopeful) {
    if (kept.length > rivals) break;
    const told = tell(way);
    if (isAmong(told.beliefs, kept)) continue;
    // What was believed until now parted from what is believed now when that parted from it.
    const since = micros(Math.min(way.since ?? Infinity, best.since ?? Infinity));
    kept.push(standingAs(told, way.cost - best.cost, since));
  }
  return kept;
}

const standingAs = ({ beliefs, given }: Told, cost: number, since: Micros | null): Way<Told> => ({
  beliefs,
  given,
  cost,
  since,
});

/** Whether it is not decided yet which history is the right one. */
export const isOpen = ({ since }: Standing, time: Micros, { undecided }: FusionParameters): boolean =>
  since === null || time - since <= undecided * MICROS_PER_SECOND;

/** Whether one of some histories is the same. All are of the same shoppers in the same order. */
function isAmong(beliefs: readonly Belief[], known: readonly History[]): boolean {
  for (const other of known) if (!differ(other.beliefs, beliefs)) return true;
  return false;
}

/** Whether somebody is elsewhere, or on the way there. */
function differ(a: readonly Belief[], b: readonly Belief[]): boolean {
  for (let i = 0; i < a.length; i++) if (isElsewhere(a[i]!, b[i]!)) return true;
  return false;
}

export function isElsewhere({ motion }: Belief, { motion: other }: Belief): boolean {
  if (other === motion) return false;
  const x = motion.at.x - other.at.x;
  const y = motion.at.y - other.at.y;
  const vx = motion.velocity.x - other.velocity.x;
  const vy = motion.velocity.y - other.velocity.y;
  return x * x + y * y + AHEAD ** 2 * (vx * vx + vy * vy) > SAME ** 2;
}
