/**
 * Late fusion on the floor: what several cameras and positioning systems see of people becomes one shopper a person.
 *
 * Event-driven: each sighting moves everybody to its time, is matched (`associate.ts`), and updates whom it saw; new
 * people and those who are gone follow `identity.ts`. People are followed by where they walk alone: nothing is kept of
 * what they look like.
 */
import { type Association, associate } from '#core/fusion/associate.ts';
import { type Belief, lastSeen, shopperOf } from '#core/fusion/belief.ts';
import { type FloorPlan, standing } from '#core/fusion/floor-plan.ts';
import type { FloorFix, FloorSighting } from '#core/fusion/floor-sighting.ts';
import { gone, isNewShopper, lostShopper } from '#core/fusion/identity.ts';
import { type Merger, mergeTogether, noteSameTrack, noteTogether } from '#core/fusion/merge.ts';
import { beginBelief, noteBeside, see, takeTracks } from '#core/fusion/see.ts';
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
  /** Other ways to tell what was seen, the likeliest first, that may yet turn out to be right. */
  readonly rivals: readonly Rival[];
}

/** The same shoppers, each of whom may be somebody else of them. */
export interface Rival {
  readonly state: Omit<FusionState, 'rivals'>;
  /** −2 ln of how probable it is beside the state that it is a rival of: 0 or more. */
  readonly cost: number;
  /** When both parted. */
  readonly since: Micros;
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
  const ways: Rival[] = [];
  for (const { state: one, cost, since } of [{ state, cost: 0, since: micros(Infinity) }, ...state.rivals]) {
    if (time - since > HOLD * 1e6) continue;
    const passed = passTime({ ...one, rivals: [] }, plan, parameters, time);
    for (const [i, way] of associate(passed.beliefs, seen, parameters, SLACK).entries()) {
      ways.push({ state: takeIn(passed, plan, parameters, seen, way), cost: cost + way.cost, since: micros(i === 0 ? since : Math.min(since, time)) });
    }
  }
  return likeliest(ways);
}

const SLACK = Number(process.env.SLACK ?? 6), DROP = Number(process.env.DROP ?? 12), KEEP = Number(process.env.KEEP ?? 8), SAME = Number(process.env.SAME ?? 0.15), HOLD = Number(process.env.HOLD ?? 1e6), AHEAD = Number(process.env.AHEAD ?? 0.5);
function likeliest(ways: Rival[]): FusionState {
  const sorted = ways.sort((a, b) => a.cost - b.cost);
  const best = sorted[0]!;
  const kept: Rival[] = [best];
  for (const way of sorted) {
    if (way === best) continue;
    if (kept.length >= KEEP || way.cost > best.cost + DROP) break;
    if (!kept.every((other) => differs(other.state, way.state)) ) continue;
    const [a, b] = [best.state.beliefs.filter((x) => x.confirmed), way.state.beliefs.filter((x) => x.confirmed)];
    if (a.length !== b.length || a.some((x, i) => x.id !== b[i]!.id)) continue;
    kept.push(way);
  }
  const candidates = Math.max(...kept.map(({ state }) => state.candidates));
  const rivals = kept.slice(1).map(({ state, cost, since }) => ({ state: { ...state, candidates }, cost: cost - best.cost, since: micros(Math.min(since === Infinity ? best.since : since, 1e18)) }));
  return { ...best.state, candidates, rivals };
}
function differs(a: Rival['state'], b: Rival['state']): boolean {
  for (const [i, x] of a.beliefs.entries()) {
    const y = b.beliefs[i];
    if (!x.confirmed) break;
    if (y === undefined) return true;
    const [dx, dy] = [x.motion.at.x - y.motion.at.x, x.motion.at.y - y.motion.at.y];
    const [vx, vy] = [x.motion.velocity.x - y.motion.velocity.x, x.motion.velocity.y - y.motion.velocity.y];
    if (dx * dx + dy * dy + AHEAD * AHEAD * (vx * vx + vy * vy) > SAME * SAME) return true;
  }
  return false;
}

function takeIn(passed: FusionState, plan: FloorPlan, parameters: FusionParameters, seen: FloorSighting, { given }: Association): FusionState {
  const { time, fixes } = seen;
  const known = passed.beliefs.map((belief, i) => {
    const fix = given[i]?.fix ?? null;
    return fix === null ? { belief, fix } : { belief: see(belief, fix, seen, plan, parameters), fix };
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
  return promote({ ...passed, beliefs, candidates, merged }, plan, parameters);
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
  return { ...state, time, beliefs, departed, merged: [] };
}

/** Everybody at the state's time, shoppers and candidates, oldest first. */
export const shoppersOf = (state: FusionState, parameters: FusionParameters): readonly Shopper[] =>
  state.beliefs.map((belief) => shopperOf(belief, state.time, parameters));

/** Makes shoppers of the candidates that have earned it, or recognises a lost shopper in them. */
function promote(state: FusionState, plan: FloorPlan, parameters: FusionParameters): FusionState {
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
      : { ...lost, ...recent(candidate), apart: { ...lost.apart, ...candidate.apart } };
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
