/**
 * Rival histories: who was mixed up when two people passed each other is decided a moment later, by where everybody walked since, which
 * camera held on to whom, and what they look like.
 *
 * Source: Reid, *An algorithm for tracking multiple targets*, IEEE Transactions on Automatic Control 24 (1979) 843–854, with few histories
 * and a short time to decide in.
 */
import type { Belief } from '#core/fusion/belief.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';

/** A history, and how it stands beside the others. */
export interface Way<State> {
  readonly state: State;
  /** −2 ln of how probable it is, but for what all histories have in common. */
  readonly cost: number;
  /** When it parted from the one that is believed; `null` of that one. */
  readonly since: Micros | null;
}

/** What an exchange may cost more than what is likeliest, −2 ln of the odds: 1 in 20. */
export const SLACK = 6;
/** What a history may cost more than the likeliest: 1 in 400. */
const HOPELESS = 12;
/** Histories in which everybody is within this of where they are in another, m, and in `AHEAD` seconds will be, are one. */
const SAME = 0.15;
const AHEAD = 0.3;

/** A history that is told only when it is asked for: most are dropped for what they cost. */
export interface Untold<State> extends Omit<Way<State>, 'state'> {
  readonly tell: () => State;
}

interface Followed {
  readonly beliefs: readonly Belief[];
}

/**
 * @param believed - Goes on with what was believed. Whoever came, went or turned out to be somebody else there did so: a history that
 *   says otherwise is none any more.
 * @param others - Of those that cost the same, those before are likelier.
 * @returns The likeliest and after it its rivals. Costs are those beside the likeliest.
 */
export function likeliest<State extends Followed>(
  believed: Way<State>,
  others: readonly Untold<State>[],
  parameters: FusionParameters,
): readonly [Way<State>, ...Way<State>[]] {
  const followed = rosterOf(believed.state);
  const kept: Way<State>[] = [];
  for (const { tell, cost, since } of [untold(believed), ...others].sort((a, b) => a.cost - b.cost)) {
    if (kept.length > parameters.rivals || (kept.length > 0 && cost > kept[0]!.cost + HOPELESS)) break;
    const state = tell();
    if (rosterOf(state) !== followed || !kept.every((other) => differ(other.state, state))) continue;
    kept.push({ state, cost, since });
  }
  const best = kept[0]!;
  const [first, ...rivals] = kept.map(({ state, cost, since }, i) => ({
    state,
    cost: cost - best.cost,
    // What was believed until now parted from what is believed now when that parted from it.
    since: i === 0 ? null : micros(Math.min(since ?? Infinity, best.since ?? Infinity)),
  }));
  return [first!, ...rivals];
}

const untold = <State>({ state, cost, since }: Way<State>): Untold<State> => ({ tell: () => state, cost, since });

/** Whether it is not decided yet which history is the right one. */
export const isOpen = (
  { since }: Pick<Way<unknown>, 'since'>,
  time: Micros,
  { undecided }: FusionParameters,
): boolean => since === null || time - since <= undecided * MICROS_PER_SECOND;

const rosterOf = ({ beliefs }: Followed): string =>
  beliefs.flatMap(({ id, confirmed }) => (confirmed ? [id] : [])).join(' ');

/** Whether somebody is elsewhere, or on the way there. Both follow the same shoppers, who come first. */
function differ(a: Followed, b: Followed): boolean {
  return a.beliefs.some(({ confirmed, motion }, i) => {
    if (!confirmed) return false;
    const other = b.beliefs[i]!.motion;
    // Most people are the same in both.
    if (other === motion) return false;
    const [x, y] = [motion.at.x - other.at.x, motion.at.y - other.at.y];
    const [vx, vy] = [motion.velocity.x - other.velocity.x, motion.velocity.y - other.velocity.y];
    return x * x + y * y + AHEAD ** 2 * (vx * vx + vy * vy) > SAME ** 2;
  });
}
