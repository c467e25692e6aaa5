/**
 * Late fusion on the floor: what several cameras and positioning systems see of people becomes one shopper a person.
 *
 * Event-driven: each sighting is matched with everybody where they are by then (`take-in.ts`) and updates whom it saw; new people and
 * those who are gone follow `identity.ts`; what is doubtful stays so for a moment (`rivals.ts`). People are followed by where they walk
 * and, where somebody compares portraits, by whom they look like: the portraits themselves are never here.
 */
import { type Belief, lastSeen, shopperOf } from '#core/fusion/belief.ts';
import type { Cluster } from '#core/fusion/clusters.ts';
import { type FloorPlan, standing } from '#core/fusion/floor-plan.ts';
import type { FloorFix, FloorSighting } from '#core/fusion/floor-sighting.ts';
import { gone } from '#core/fusion/identity.ts';
import { type Merger, mergeTogether, noteSameTrack, noteTogether } from '#core/fusion/merge.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { promote } from '#core/fusion/promote.ts';
import { forgetBeside, noteBeside } from '#core/fusion/see.ts';
import type { Shopper } from '#core/fusion/shopper.ts';
import { takeIn } from '#core/fusion/take-in.ts';
import type { GroundFix } from '#core/geometry/frames.ts';
import { type Micros, micros } from '#core/time/micros.ts';

export interface FusionState {
  readonly time: Micros;
  /** Shoppers first, as they are believed to be; then candidates. */
  readonly beliefs: readonly Belief[];
  /** How many shoppers and how many candidates there have been: ids are counted on from here. */
  readonly shoppers: number;
  readonly candidates: number;
  /** Shoppers given up by this step. */
  readonly departed: readonly Departure[];
  /** Shoppers who turned out in this step to be another one. */
  readonly merged: readonly Merger[];
  /** Of whom it is not decided yet who of them is where. */
  readonly clusters: readonly Cluster[];
}

export interface Departure {
  readonly shopper: string;
  /** `lost`: nobody saw them go. */
  readonly why: 'exit' | 'lost';
  /** Newest moment they stood in the store, at its exit, or wherever they were last seen. */
  readonly left: Micros;
}

export const createFusion = (): FusionState => ({
  time: micros(0),
  beliefs: [],
  shoppers: 0,
  candidates: 0,
  departed: [],
  merged: [],
  clusters: [],
});

/** Takes in a sighting. One that is older than the state is taken as if it were seen now. */
export function stepFusion(
  state: FusionState,
  plan: FloorPlan,
  parameters: FusionParameters,
  sighting: FloorSighting,
): FusionState {
  const time = micros(Math.max(state.time, sighting.time));
  const seen = { ...sighting, time, fixes: followedIn(plan, sighting.fixes) };
  const passed = passTime(state, plan, parameters, time);
  const { all, clusters, candidates } = takeIn(passed, plan, parameters, seen);
  const beside = noteBeside(all, parameters);
  const together = noteTogether(beside, (i) => all[i]!.fix !== null, time, parameters);
  const noted = noteSameTrack(passed.beliefs, together, seen.source);
  const { beliefs, merged } = mergeTogether(noted, time, parameters);
  const joined = merged.map(({ shopper }) => shopper);
  const others = forgetBeside(beliefs, joined);
  const promoted = promote({ beliefs: others, shoppers: passed.shoppers, time, back: [] }, plan, parameters);
  const changed = [...joined, ...merged.map(({ into }) => into), ...promoted.back];
  return {
    time,
    beliefs: promoted.beliefs,
    shoppers: promoted.shoppers,
    candidates,
    departed: passed.departed,
    merged,
    clusters: without(clusters, changed, joined),
  };
}

/** Those, and their places, where people are followed. */
function followedIn(plan: FloorPlan, fixes: readonly FloorFix[]): readonly FloorFix[] {
  if (plan.zones.length === 0) return fixes;
  const followed = (place: GroundFix) => standing(plan, place.at) !== 'hidden';
  return fixes
    .filter(followed)
    .map((fix) => (fix.places === undefined ? fix : { ...fix, places: fix.places.filter(followed) }));
}

/** Nothing was seen until `time`: who is gone by then is given up. */
export function passTime(state: FusionState, plan: FloorPlan, parameters: FusionParameters, time: Micros): FusionState {
  const departed: Departure[] = [];
  const beliefs = state.beliefs.filter((belief) => {
    const why = gone(belief, time, plan, parameters);
    if (why === 'exit' || why === 'lost')
      departed.push({ shopper: belief.id, why, left: belief.inStore ?? lastSeen(belief) });
    return why === null;
  });
  if (beliefs.length === state.beliefs.length) return { ...state, time, departed: [], merged: [] };
  const left = departed.map(({ shopper }) => shopper);
  const clusters = without(state.clusters, left, left);
  return { ...state, time, beliefs: forgetBeside(beliefs, left), departed, merged: [], clusters };
}

/**
 * Whoever went, came back or turned out to be somebody else did so as it is believed: histories that say otherwise are none any more.
 *
 * @param left - Whom the others need not remember.
 */
function without(
  clusters: readonly Cluster[],
  changed: readonly string[],
  left: readonly string[],
): readonly Cluster[] {
  if (changed.length === 0) return clusters;
  const others = clusters.filter(({ ids }) => !ids.some((id) => changed.includes(id)));
  return others.map(({ ids, rivals }) => ({
    ids,
    rivals: rivals.map((rival) => ({ ...rival, beliefs: forgetBeside(rival.beliefs, left) })),
  }));
}

/** Everybody at the state's time, shoppers and candidates, oldest first. */
export const shoppersOf = (state: FusionState, parameters: FusionParameters): readonly Shopper[] =>
  state.beliefs.map((belief) => shopperOf(belief, state.time, parameters));
