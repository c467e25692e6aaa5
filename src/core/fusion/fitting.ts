/**
 * What fits whom in one sighting, and who they are after it. Each is worked out once for all histories: most people are where they are in
 * every one of them.
 */
import type { Belief } from '#core/fusion/belief.ts';
import type { FloorPlan } from '#core/fusion/floor-plan.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import { type Fitted, type Match, fit, reachOf } from '#core/fusion/match.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { see } from '#core/fusion/see.ts';

export class Fitting {
  /** As they are believed to be, in the order of the beliefs. */
  readonly shoppers: readonly Fitted[];
  readonly candidates: readonly Fitted[];
  readonly #sighting: FloorSighting;
  readonly #reach: readonly number[];
  readonly #plan: FloorPlan;
  readonly #parameters: FusionParameters;
  /** By fix: who may bar others from its track. */
  #owners: readonly (Fitted | undefined)[];

  constructor(beliefs: readonly Belief[], sighting: FloorSighting, plan: FloorPlan, parameters: FusionParameters) {
    this.#sighting = sighting;
    this.#reach = reachOf(sighting.fixes, parameters);
    this.#plan = plan;
    this.#parameters = parameters;
    // Whose ids are believed bars everybody else from whom it knows already; how they fit is not asked.
    const known = sighting.trusted ? beliefs.map((belief) => unfitted(belief, sighting)) : [];
    this.#owners = ownersOf(known, sighting);
    this.candidates = this.#fitAll(beliefs, false);
    if (!sighting.trusted) this.#owners = ownersOf(this.candidates, sighting);
    this.shoppers = this.#fitAll(beliefs, true);
  }

  fit(belief: Belief): Fitted {
    return fit(belief, this.#sighting, this.#owners, this.#reach, this.#parameters);
  }

  /** Who somebody is after they were seen. */
  see({ belief, after }: Fitted, match: Match): Belief {
    return (after[match.index] ??= see(belief, match, this.#sighting, this.#plan, this.#parameters));
  }

  #fitAll(beliefs: readonly Belief[], confirmed: boolean): readonly Fitted[] {
    const fitted: Fitted[] = [];
    for (const belief of beliefs) if (belief.confirmed === confirmed) fitted.push(this.fit(belief));
    return fitted;
  }
}

const unfitted = (belief: Belief, { source }: FloorSighting): Fitted => ({
  belief,
  own: belief.tracks[source],
  matches: [],
  after: [],
});

/** By fix whose track it is; of several, the last. */
function ownersOf(people: readonly Fitted[], { fixes }: FloorSighting): readonly (Fitted | undefined)[] {
  return people.length === 0 ? [] : fixes.map(({ track }) => people.findLast(({ own }) => own === track));
}
