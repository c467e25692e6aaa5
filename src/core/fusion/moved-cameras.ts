/**
 * Whether a camera was moved since it was calibrated: then it sees everybody turned by the same angle from where the others see them.
 *
 * Source: two-sided CUSUM on the mean of a stretch, E. S. Page, *Continuous Inspection Schemes*, Biometrika 41 (1954). It runs on
 * angles at the camera, not on metres of the floor, because a camera that was knocked is wrong by the same angle everywhere.
 */
import type { SharedSight } from '#core/fusion/shared-sights.ts';
import { type Point, groundPoint } from '#core/geometry/frames.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

/** Where a camera hangs, m. */
export interface HungCamera {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** What was found of a camera that was moved. */
export interface MovedCamera {
  readonly camera: string;
  /** When it was noticed. */
  readonly time: Micros;
  /** `false`: only one other camera could tell, and it may be that one. */
  readonly sure: boolean;
  /** Who could tell. */
  readonly others: readonly string[];
}

interface Watch {
  /** Views of the stretch that goes on, °. */
  readonly aside: readonly number[];
  readonly up: readonly number[];
  /** By shopper who is followed: where they were when their view counted last. */
  readonly counted: ReadonlyMap<string, Point<'ground'>>;
  /** What it is usually off by, °. */
  readonly usual: { readonly aside: number; readonly up: number };
  /** Left, right, down, up, °. */
  readonly sums: readonly [number, number, number, number];
  /** With whom it was compared lately: when last, µs. */
  readonly others: ReadonlyMap<string, number>;
}

export interface MovedState {
  readonly cameras: readonly HungCamera[];
  readonly watches: ReadonlyMap<string, Watch>;
  readonly moved: readonly MovedCamera[];
}

/** Who stands is seen wrong in the same way all the time, behind a shelf above all: a view counts once they have walked so far, m. */
const WALKED = 0.25;
/** So many views make a stretch. */
const ENOUGH = 5;
/** What a camera may be off by in a stretch without its being moved, °, and what has to come together beyond that. */
const [SLACK, ALARM] = [0.9, 6];
/** A camera that is wrong makes the others look wrong too, but less: they also have one another. It is by so much the worst. */
const DECIDED = 1.5;
/** A single stretch says no more than this, °. */
const MOST = 2.5;
/** What it is usually off by is learned so slowly, and is no more than this: what it was calibrated with, °. */
const [LEARN, USUAL] = [0.02, 1];
/** Nearer to where it hangs and farther from it angles say little, m. */
const [NEAR, FAR] = [1, 9];
/** With whom it was not compared for so long, says nothing of it now, µs. */
const LATELY = 10 * MICROS_PER_SECOND;

const still: Watch = {
  aside: [],
  up: [],
  counted: new Map(),
  usual: { aside: 0, up: 0 },
  sums: [0, 0, 0, 0],
  others: new Map(),
};

export const createMoved = (cameras: readonly HungCamera[]): MovedState => ({
  cameras,
  watches: new Map(cameras.map(({ id }) => [id, still])),
  moved: [],
});

/**
 * @param shared - One sighting's; those that hang on clocks nobody knows yet are left out by the caller.
 * @param followed - Everybody, by id; of others nothing is remembered.
 */
export function watchMoved(
  state: MovedState,
  shared: readonly SharedSight[],
  time: Micros,
  followed: ReadonlySet<string>,
): MovedState {
  return shared.length === 0 ? state : judge(hear(state, shared, time, followed), time);
}

function hear(
  state: MovedState,
  shared: readonly SharedSight[],
  time: Micros,
  followed: ReadonlySet<string>,
): MovedState {
  const watches = new Map(state.watches);
  for (const shopper of new Set(shared.map((sight) => sight.shopper))) {
    const sights = shared.filter((sight) => sight.shopper === shopper);
    const { camera, fix } = sights[0]!;
    const [hung, watch] = [state.cameras.find(({ id }) => id === camera), watches.get(camera)];
    const real = middleOf(sights.map(({ expected }) => expected.at));
    const last = watch?.counted.get(shopper);
    if (last !== undefined && Math.hypot(real.x - last.x, real.y - last.y) < WALKED) continue;
    const off = hung === undefined ? null : turned(hung, fix.at, real);
    if (watch === undefined || off === null) continue;
    const others = new Map(watch.others);
    for (const { other } of sights) others.set(other, time);
    // Of two nobody knows who is wrong: where more than one other camera can tell, one alone is not asked.
    if (sights.length < 2 && lately(others, time).length > 1) continue;
    const counted = new Map([...watch.counted].filter(([id]) => followed.has(id))).set(shopper, real);
    watches.set(camera, { ...watch, counted, others, aside: [...watch.aside, off.aside], up: [...watch.up, off.up] });
  }
  return { ...state, watches };
}

/** By what angles a camera sees somebody beside where they are, °; `null` where that says little. */
function turned(
  { x, y, z }: HungCamera,
  seen: Point<'ground'>,
  real: Point<'ground'>,
): { readonly aside: number; readonly up: number } | null {
  const [a, b] = [Math.hypot(seen.x - x, seen.y - y), Math.hypot(real.x - x, real.y - y)];
  if (Math.min(a, b) < NEAR || Math.max(a, b) > FAR) return null;
  const aside = Math.atan2(seen.y - y, seen.x - x) - Math.atan2(real.y - y, real.x - x);
  const up = Math.atan2(z, b) - Math.atan2(z, a);
  return { aside: degrees(Math.atan2(Math.sin(aside), Math.cos(aside))), up: degrees(up) };
}

const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** The stretch is over. */
function judge(state: MovedState, time: Micros): MovedState {
  const watches = new Map([...state.watches].map(([id, watch]) => [id, judgeOne(watch)]));
  const [worst, second] = [...watches.values()].map(({ sums }) => Math.max(...sums)).sort((a, b) => b - a);
  if (worst === undefined || worst <= ALARM || worst < Math.min(DECIDED * (second ?? 0), 2 * ALARM)) {
    return { ...state, watches };
  }
  const [camera, watch] = [...watches].find(([, { sums }]) => Math.max(...sums) === worst)!;
  const others = lately(watch.others, time);
  const found: MovedCamera = { camera, time, sure: others.length > 1, others };
  return { ...state, watches: withoutOne(watches, camera), moved: [...state.moved, found] };
}

/** What was heard while one of them was wrong counts no more, and of that one nothing. */
function withoutOne(watches: MovedState['watches'], camera: string): MovedState['watches'] {
  const fresh = new Map([...watches].map(([id, each]) => [id, { ...still, usual: each.usual }]));
  fresh.delete(camera);
  return fresh;
}

/** Its own picture tells that a camera was moved: of whom it contradicted nobody doubts any more that they were not. */
export const tellMoved = (state: MovedState, camera: string): MovedState => ({
  ...state,
  watches: withoutOne(state.watches, camera),
  moved: state.moved.filter((found) => found.sure || !concerns(found, camera)),
});

/** Its own picture tells that a camera hangs again as it did. */
export const tellBack = (state: MovedState, camera: string): MovedState => ({
  ...state,
  watches: new Map(state.watches).set(camera, still),
  moved: state.moved.filter((found) => found.camera !== camera && (found.sure || !concerns(found, camera))),
});

const concerns = ({ camera, others }: MovedCamera, id: string): boolean => camera === id || others.includes(id);

function judgeOne(watch: Watch): Watch {
  if (watch.aside.length < ENOUGH) return watch;
  const off = { aside: middle(watch.aside), up: middle(watch.up) };
  const more = {
    aside: clamp(off.aside - watch.usual.aside, MOST),
    up: clamp(off.up - watch.usual.up, MOST),
  };
  const [right, left, up, down] = watch.sums;
  const sums = [
    Math.max(0, right + more.aside - SLACK),
    Math.max(0, left - more.aside - SLACK),
    Math.max(0, up + more.up - SLACK),
    Math.max(0, down - more.up - SLACK),
  ] as const;
  const usual = {
    aside: clamp(watch.usual.aside + LEARN * more.aside, USUAL),
    up: clamp(watch.usual.up + LEARN * more.up, USUAL),
  };
  return { ...watch, aside: [], up: [], usual, sums };
}

const lately = (others: Watch['others'], time: number): readonly string[] =>
  [...others].filter(([, when]) => time - when < LATELY).map(([id]) => id);

const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

/** Of an even number the mean of the two in the middle. */
function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return (low + high) / 2;
}

/** Axis by axis, so that of three who say where somebody is one may be wrong. */
const middleOf = (points: readonly Point<'ground'>[]): Point<'ground'> =>
  groundPoint(middle(points.map(({ x }) => x)), middle(points.map(({ y }) => y)));
