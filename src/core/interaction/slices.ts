/**
 * Brings the scales into step: rows become slices of equal length, one value a plate, in order of time.
 *
 * A slice's value is the median of its rows, so a single wild row is nothing and the order of rows within a slice
 * does not matter. A slice is handed on when every scale has passed it by the wait for late rows, or has been silent
 * for so long that it is not waited for. Neither depends on how the rows were cut into batches, as long as no batch
 * spans more than the silence that is waited for.
 */
import type { InteractionParameters } from '#core/interaction/parameters.ts';
import type { ReadingBatch } from '#core/interaction/reading-batch.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';

/** What was wrong with a scale's rows. */
export interface ReadingCounts {
  /** Came after a newer row; put back in place when its slice was still open, otherwise dropped. */
  readonly late: number;
  /** Had the time of a row already there; dropped. */
  readonly doubled: number;
  /** Carried no value or no time. */
  readonly missing: number;
  /** Stretches of more than half a second without rows. */
  readonly gaps: number;
}

const GAP_SECONDS = 0.5;

/** One scale's rows on their way into slices. Times in µs. */
interface Lane {
  readonly newest: number;
  /** Rows of slices still open, by time. */
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** Closed slices that hold a value and are not handed on yet. */
  readonly closed: readonly { readonly slice: number; readonly value: number }[];
  readonly counts: ReadingCounts;
}

export interface SliceState {
  readonly lanes: readonly Lane[];
  /** Time of each lane's newest row, µs, side by side because every batch looks for the oldest. */
  readonly newest: Float64Array;
  /** Time of the newest batch, µs. */
  readonly clock: number;
  /** Slices before this one are handed on. */
  readonly next: number;
}

/** One value a plate; NaN where a scale said nothing. */
export interface Slice {
  /** The middle of the slice. */
  readonly time: Micros;
  /** g */
  readonly values: Float64Array;
}

const NOTHING: ReadingCounts = { late: 0, doubled: 0, missing: 0, gaps: 0 };

export function createSlices(plates: number): SliceState {
  const lane: Lane = { newest: -Infinity, times: [], values: [], closed: [], counts: NOTHING };
  const newest = new Float64Array(plates).fill(-Infinity);
  return { lanes: new Array<Lane>(plates).fill(lane), newest, clock: -Infinity, next: -Infinity };
}

export function stepSlices(
  state: SliceState,
  plate: number,
  batch: ReadingBatch,
  parameters: InteractionParameters,
): { readonly state: SliceState; readonly slices: readonly Slice[] } {
  const length = parameters.slice * 1000;
  const lanes = state.lanes.slice();
  lanes[plate] = readRows(lanes[plate]!, batch, state.next, length, parameters.lateness * MICROS_PER_SECOND);
  const clock = Math.max(state.clock, batch.time);
  const newest = state.newest.slice();
  newest[plate] = lanes[plate].newest;
  let heard = Infinity;
  for (let i = 0; i < newest.length; i++) if (newest[i]! < heard) heard = newest[i]!;
  const passed = Math.floor((heard - parameters.lateness * MICROS_PER_SECOND) / length);
  const waited = Math.floor((clock - parameters.silence * MICROS_PER_SECOND) / length);
  const next = { lanes, newest, clock, next: state.next };
  if (waited <= passed || waited <= state.next) return handOn(next, passed, length);
  // What the silent ones had said goes along.
  return handOn({ ...next, lanes: lanes.map((lane) => closeSlices(lane, waited * length, length)) }, waited, length);
}

/** Hands on all that is left: the session is over, no row comes any more. */
export function finishSlices(
  state: SliceState,
  parameters: InteractionParameters,
): { readonly state: SliceState; readonly slices: readonly Slice[] } {
  const length = parameters.slice * 1000;
  const lanes = state.lanes.map((lane) => closeSlices(lane, Infinity, length));
  return handOn({ ...state, lanes }, Infinity, length);
}

/** Sorts rows in behind those still open and closes the slices they have passed. */
function readRows(lane: Lane, batch: ReadingBatch, next: number, length: number, lateness: number): Lane {
  const times = lane.times.slice();
  const values = lane.values.slice();
  let { newest } = lane;
  let { late, doubled, missing, gaps } = lane.counts;
  const closedUntil = Math.max(next, Math.floor((lane.newest - lateness) / length)) * length;
  let open = closedUntil;
  for (let row = 0; row < batch.times.length; row++) {
    const time = batch.times[row]!;
    const value = batch.values[row]!;
    // Beyond whole µs neighbouring times cannot be told apart: no clock says that.
    if (!(Math.abs(time) <= Number.MAX_SAFE_INTEGER)) {
      missing++;
      continue;
    }
    if (time > newest) {
      if (time - newest > GAP_SECONDS * MICROS_PER_SECOND && newest > -Infinity) gaps++;
      newest = time;
      open = Math.max(open, Math.floor((newest - lateness) / length) * length);
    }
    if (time < open) {
      late++;
      continue;
    }
    let at = times.length;
    while (at > 0 && times[at - 1]! > time) at--;
    if (at > 0 && times[at - 1] === time) {
      doubled++;
      continue;
    }
    if (time < newest) late++;
    if (!Number.isFinite(value)) missing++;
    if (at === times.length) {
      times.push(time);
      values.push(value);
    } else {
      times.splice(at, 0, time);
      values.splice(at, 0, value);
    }
  }
  const read: Lane = { newest, times, values, closed: lane.closed, counts: { late, doubled, missing, gaps } };
  return closeSlices(read, open, length);
}

/** Closes every slice that ends at or before `until`, µs. */
function closeSlices(lane: Lane, until: number, length: number): Lane {
  const { times, values } = lane;
  if (!(times.length > 0 && (Math.floor(times[0]! / length) + 1) * length <= until)) return lane;
  const closed = lane.closed.slice();
  let from = 0;
  while (from < times.length) {
    const slice = Math.floor(times[from]! / length);
    const end = (slice + 1) * length;
    if (end > until) break;
    const inside: number[] = [];
    for (; from < times.length && times[from]! < end; from++) {
      if (Number.isFinite(values[from]!)) inside.push(values[from]!);
    }
    if (inside.length > 0) closed.push({ slice, value: median(inside) });
  }
  return { ...lane, times: times.slice(from), values: values.slice(from), closed };
}

/** @param complete - Slices before this one will get no more rows. */
function handOn(
  state: SliceState,
  complete: number,
  length: number,
): { readonly state: SliceState; readonly slices: readonly Slice[] } {
  if (!(complete > state.next)) return { state, slices: [] };
  const { lanes } = state;
  const heads = new Array<number>(lanes.length).fill(0);
  const slices: Slice[] = [];
  let { next } = state;
  for (;;) {
    let slice = complete;
    for (let i = 0; i < lanes.length; i++) {
      const { closed } = lanes[i]!;
      if (heads[i]! < closed.length && closed[heads[i]!]!.slice < slice) slice = closed[heads[i]!]!.slice;
    }
    if (slice === complete) break;
    const values = new Float64Array(lanes.length).fill(NaN);
    for (let i = 0; i < lanes.length; i++) {
      const head = lanes[i]!.closed[heads[i]!];
      if (head?.slice !== slice) continue;
      values[i] = head.value;
      heads[i]!++;
    }
    slices.push({ time: micros((slice + 0.5) * length), values });
    next = slice + 1;
  }
  if (Number.isFinite(complete)) next = Math.max(next, complete);
  if (slices.length === 0) return { state: { ...state, next }, slices };
  const left = lanes.map((lane, i) => (heads[i] === 0 ? lane : { ...lane, closed: lane.closed.slice(heads[i]) }));
  return { state: { ...state, lanes: left, next }, slices };
}

/** @param values - Not empty; sorted in place, by insertion because they are few. */
function median(values: number[]): number {
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    let at = i;
    for (; at > 0 && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
    values[at] = value;
  }
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}
