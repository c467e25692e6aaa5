import { joinedLooks } from '#core/fusion/alike.ts';
import { type Belief, lastSeen } from '#core/fusion/belief.ts';
import type { FloorPlan } from '#core/fusion/floor-plan.ts';
import { isNewShopper, lostShopper } from '#core/fusion/identity.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import type { Micros } from '#core/time/micros.ts';

interface Promoted {
  readonly beliefs: readonly Belief[];
  /** How many shoppers there have been. */
  readonly shoppers: number;
  readonly time: Micros;
  /** Ids of the lost who were recognised. */
  readonly back: readonly string[];
}

/** Makes shoppers of the candidates that have earned it, or recognises a lost shopper in them. */
export function promote(state: Promoted, plan: FloorPlan, parameters: FusionParameters): Promoted {
  const candidate = state.beliefs.find(
    (belief) =>
      !belief.confirmed && lastSeen(belief) === state.time && isNewShopper(belief, state.beliefs, plan, parameters),
  );
  if (candidate === undefined) return state;
  const lost = lostShopper(candidate, state.beliefs, plan, parameters);
  const shoppers = lost === null ? state.shoppers + 1 : state.shoppers;
  const shopper: Belief =
    lost === null
      ? { ...candidate, id: `S${shoppers}`, confirmed: true }
      : {
          ...lost,
          ...recent(candidate),
          apart: { ...lost.apart, ...candidate.apart },
          looks: joinedLooks(lost.looks, candidate.looks),
        };
  const beliefs = state.beliefs
    .filter((belief) => belief !== candidate && belief !== lost)
    .concat(shopper)
    .sort((a, b) => Number(b.confirmed) - Number(a.confirmed) || numberOf(a) - numberOf(b));
  const back = lost === null ? state.back : [...state.back, lost.id];
  return promote({ ...state, shoppers, beliefs, back }, plan, parameters);
}

/** What somebody who is taken back brings along; who they are and since when is as before. */
const recent = ({ motion, tracks, trusted, inOutline, inStore, hands }: Belief) => ({
  motion,
  tracks,
  only: null,
  trusted,
  inOutline,
  inStore,
  hands,
});

const numberOf = (belief: Belief) => Number(belief.id.slice(1));
