/**
 * Late fusion on the floor: what several cameras and positioning systems see of people becomes one shopper a person.
 *
 * Event-driven: each sighting moves everybody to its time, is matched (`associate.ts`), and updates whom it saw; new
 * people and those who are gone follow `identity.ts`; what is doubtful stays so for a moment (`rivals.ts`). People are followed by where
 * they walk and, where somebody compares portraits, by whom they look like: the portraits themselves are never here.
 */
import { joinedLooks } from '#core/fusion/alike.ts';
import { type Association, type Given, type Matches, associate } from '#core/fusion/associate.ts';
import { type Belief, lastSeen, shopperOf } from '#core/fusion/belief.ts';
import { type FloorPlan, standing } from '#core/fusion/floor-plan.ts';
import type { FloorFix, FloorSighting } from '#core/fusion/floor-sighting.ts';
import { gone, isNewShopper, lostShopper } from '#core/fusion/identity.ts';
import { type Merger, mergeTogether, noteSameTrack, noteTogether } from '#core/fusion/merge.ts';
import { beginBelief, forgetBeside, noteBeside, see, takeTracks } from '#core/fusion/see.ts';
import { exchanged, mixedUp } from '#core/fusion/mixed-up.ts';
import { SLACK, type Untold, type Way, isOpen, likeliest } from '#core/fusion/rivals.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import type { Shopper } from '#core/fusion/shopper.ts';
import type { Covariance2, GroundFix } from '#core/geometry/frames.ts';
import { type Micros, micros } from '#core/time/micros.ts';

export interface FusionState {
  readonly time: Micros;
  readonly beliefs: readonly Belief[];
  /** How many shoppers and how many candidates there have been: ids are counted on from here. */
  readonly shoppers: number;
  readonly candidates: number;
  /** Shoppers given up by this step. */
  readonly departed: readonly Departure[];
  /** Shoppers who turned out in this step to be another one. */
  readonly merged: readonly Merger[];
  /** Other histories that may yet turn out to be the right one: the same shoppers, of whom some are where others are believed. */
  readonly rivals: readonly Way<OneHistory>[];
}

/** All that one history says. */
export type OneHistory = Omit<FusionState, 'rivals'>;

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
  rivals: [],
});

/** Takes in a sighting. One that is older than the state is taken as if it were seen now. */
export function stepFusion(
  state: FusionState,
  plan: FloorPlan,
  parameters: FusionParameters,
  sighting: FloorSighting,
): FusionState {
  const time = micros(Math.max(state.time, sighting.time));
  const followed = (place: GroundFix) => standing(plan, place.at) !== 'hidden';
  const fixes = sighting.fixes
    .filter(followed)
    .map((fix) => (fix.places === undefined ? fix : { ...fix, places: fix.places.filter(followed) }))
    .map((fix) => (sighting.trusted ? fix : widened(fix, parameters.bias)));
  const seen = { ...sighting, time, fixes };
  const slack = parameters.rivals > 0 ? SLACK : 0;
  const { rivals, ...believed } = state;
  const matches: Matches = new Map();
  const views = new Map<Given, Belief>();
  const goOn = ({ state, cost, since }: Way<OneHistory>) => {
    const passed = passHistory(state, plan, parameters, time);
    return associate(passed.beliefs, seen, parameters, slack, matches).map((association, i) => ({
      before: passed.beliefs,
      given: association.given,
      tell: () => takeIn(passed, plan, parameters, seen, association.given(), views),
      cost: cost + association.cost,
      since: i === 0 ? since : (since ?? time),
    }));
  };
  const [same, ...exchanges] = goOn({ state: believed, cost: 0, since: null });
  const now = same!.tell();
  const doubts = slack === 0 ? [] : doubtsOf(same!, now, time, parameters);
  const others = [...exchanges, ...doubts, ...rivals.filter((rival) => isOpen(rival, time, parameters)).flatMap(goOn)];
  const [best, ...kept] = likeliest({ state: now, cost: same!.cost, since: null }, others, parameters);
  // Who came and went is as all that are kept say. Ids of candidates are used once, in whatever history.
  const { departed, merged } = now;
  const candidates = Math.max(...[best, ...kept].map((way) => way.state.candidates));
  return {
    ...best.state,
    departed,
    merged,
    candidates,
    rivals: kept.map((rival) => ({ ...rival, state: { ...rival.state, candidates } })),
  };
}

/** Histories in which two, who look like each other, are each other. */
function doubtsOf(
  {
    before,
    given,
    cost,
  }: { readonly before: readonly Belief[]; readonly given: Association['given']; readonly cost: number },
  now: OneHistory,
  time: Micros,
  parameters: FusionParameters,
): readonly Untold<OneHistory>[] {
  const fixes = given().map((each) => each?.fix ?? null);
  const indexOf = (i: number) => now.beliefs.findIndex(({ id }) => id === before[i]!.id);
  return mixedUp(before, fixes, parameters).flatMap((pair) => {
    const [one, other] = [indexOf(pair.one), indexOf(pair.other)];
    if (one < 0 || other < 0) return [];
    const tell = () => ({ ...now, beliefs: exchanged(now.beliefs, { ...pair, one, other }) });
    return [{ tell, cost: cost + pair.cost, since: time }];
  });
}

/** Takes in a sighting as one history tells it. @param views - Who was given what and seen so in another history; it is added to. */
function takeIn(
  passed: OneHistory,
  plan: FloorPlan,
  parameters: FusionParameters,
  seen: FloorSighting,
  given: ReturnType<Association['given']>,
  views: Map<Given, Belief>,
): OneHistory {
  const { time, fixes } = seen;
  const known = passed.beliefs.map((belief, i) => {
    const theirs = given[i] ?? null;
    if (theirs === null) return { belief, fix: null };
    const view = views.get(theirs) ?? see(belief, theirs.fix, seen, plan, parameters);
    views.set(theirs, view);
    return { belief: view, fix: theirs.fix };
  });
  const taken = new Set(given.map((each) => each?.index));
  const born = fixes
    .filter((_, f) => !taken.has(f))
    .map((fix, i) => ({ belief: beginBelief(`C${passed.candidates + i + 1}`, fix, seen, plan, parameters), fix }));
  const owners = takeTracks([...known, ...born], seen.source);
  const seenNow = new Set(owners.filter(({ fix }) => fix !== null).map(({ belief }) => belief.id));
  const beside = noteBeside(owners, parameters);
  const noted = noteSameTrack(passed.beliefs, noteTogether(beside, seenNow, time, parameters), seen.source);
  const { beliefs, merged } = mergeTogether(noted, time, parameters);
  const candidates = passed.candidates + born.length;
  const others = forgetBeside(beliefs, new Set(merged.map(({ shopper }) => shopper)));
  return promote({ ...passed, beliefs: others, candidates, merged }, plan, parameters);
}

/** Nothing was seen until `time`: who is gone by then is given up. */
export const passTime = (
  state: FusionState,
  plan: FloorPlan,
  parameters: FusionParameters,
  time: Micros,
): FusionState => ({ ...passHistory(state, plan, parameters, time), rivals: state.rivals });

function passHistory(state: OneHistory, plan: FloorPlan, parameters: FusionParameters, time: Micros): OneHistory {
  const departed: Departure[] = [];
  const beliefs = state.beliefs.filter((belief) => {
    const why = gone(belief, time, plan, parameters);
    if (why === 'exit' || why === 'lost')
      departed.push({ shopper: belief.id, why, left: belief.inStore ?? lastSeen(belief) });
    return why === null;
  });
  const left = new Set(departed.map(({ shopper }) => shopper));
  return { ...state, time, beliefs: forgetBeside(beliefs, left), departed, merged: [] };
}

/** Everybody at the state's time, shoppers and candidates, oldest first. */
export const shoppersOf = (state: OneHistory, parameters: FusionParameters): readonly Shopper[] =>
  state.beliefs.map((belief) => shopperOf(belief, state.time, parameters));

/** Makes shoppers of the candidates that have earned it, or recognises a lost shopper in them. */
function promote(state: OneHistory, plan: FloorPlan, parameters: FusionParameters): OneHistory {
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
  return promote({ ...state, shoppers, beliefs }, plan, parameters);
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

const widened = (fix: FloorFix, bias: number): FloorFix => ({
  ...fix,
  cov: widen(fix.cov, bias),
  ...(fix.places && { places: fix.places.map((place) => ({ ...place, cov: widen(place.cov, bias) })) }),
});

const widen = ([xx, xy, yx, yy]: Covariance2, bias: number): Covariance2 => [xx + bias ** 2, xy, yx, yy + bias ** 2];
