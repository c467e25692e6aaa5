/**
 * Puts what several sources send in order of time, without waiting for ever.
 *
 * Each source's own times do not decrease. What has been sent up to the progress of the slowest open source is released
 * in order; a source that stays more than `patience` behind the fastest is not waited for. The time of the last released
 * item is the *watermark*. What arrives behind it is late: it is counted and released at once, and whoever steps with it
 * decides whether it can still be used.
 *
 * Source: T. Akidau et al., *The Dataflow Model*, VLDB 2015, §2.3 (watermarks).
 */
import type { Micros } from '#core/time/micros.ts';

export interface OrderingRule<T> {
  time(item: T): Micros;
  /** Who sent it; `null` for what comes now and then and is never waited for. */
  source(item: T): string | null;
  /** A fixed order of items of equal time, so that the same items always come out the same way. */
  tie(a: T, b: T): number;
  /** µs; `Infinity` waits for every open source. */
  readonly patience: number;
}

export interface Ordering<T> {
  /** Newest time each open source has sent, `-Infinity` before its first. */
  readonly progress: ReadonlyMap<string, number>;
  /** Not yet released, in order. */
  readonly waiting: readonly T[];
  /** Time of the last item released in order, `-Infinity` before it. */
  readonly watermark: number;
  /** How many arrived behind the watermark. */
  readonly late: number;
}

export interface Ordered<T> {
  readonly ordering: Ordering<T>;
  /** In order of time, but for late ones, which come first. */
  readonly ready: readonly T[];
}

/** @param sources - Waited for from the start; others are from their first item on. */
export function createOrdering<T>(sources: readonly string[]): Ordering<T> {
  return {
    progress: new Map(sources.map((source) => [source, -Infinity])),
    waiting: [],
    watermark: -Infinity,
    late: 0,
  };
}

/** Takes in new items, in whatever order they came. */
export function putInOrder<T>(ordering: Ordering<T>, rule: OrderingRule<T>, items: readonly T[]): Ordered<T> {
  const progress = new Map(ordering.progress);
  for (const item of items) {
    const source = rule.source(item);
    if (source !== null) progress.set(source, Math.max(progress.get(source) ?? -Infinity, rule.time(item)));
  }
  const late = items.filter((item) => rule.time(item) < ordering.watermark);
  const onTime = items.filter((item) => rule.time(item) >= ordering.watermark);
  const order = (a: T, b: T) => rule.time(a) - rule.time(b) || rule.tie(a, b);
  const waiting = merge(ordering.waiting, onTime.sort(order), order);
  const released = release({ ...ordering, progress, late: ordering.late + late.length }, rule, waiting);
  return { ...released, ready: [...late.sort(order), ...released.ready] };
}

/** The source sends no more and is not waited for. */
export function endSource<T>(ordering: Ordering<T>, rule: OrderingRule<T>, source: string): Ordered<T> {
  const progress = new Map(ordering.progress);
  progress.delete(source);
  return release({ ...ordering, progress }, rule, ordering.waiting);
}

/** The source is not waited for until it sends again, and what it has sent and was not released yet is left out. */
export function forgetSource<T>(ordering: Ordering<T>, rule: OrderingRule<T>, source: string): Ordering<T> {
  const progress = new Map(ordering.progress);
  progress.delete(source);
  return { ...ordering, progress, waiting: ordering.waiting.filter((item) => rule.source(item) !== source) };
}

/** Nobody sends any more: everything is released. */
export function endOrdering<T>(ordering: Ordering<T>): Ordered<T> {
  return { ordering: { ...ordering, progress: new Map(), waiting: [] }, ready: ordering.waiting };
}

function release<T>(ordering: Ordering<T>, rule: OrderingRule<T>, waiting: readonly T[]): Ordered<T> {
  const times = [...ordering.progress.values()];
  const reached = times.length === 0 ? Infinity : Math.max(Math.min(...times), Math.max(...times) - rule.patience);
  const held = waiting.findIndex((item) => rule.time(item) > reached);
  const ready = held === -1 ? waiting : waiting.slice(0, held);
  const last = ready.at(-1);
  const watermark = last === undefined ? ordering.watermark : rule.time(last);
  return { ordering: { ...ordering, waiting: waiting.slice(ready.length), watermark }, ready };
}

function merge<T>(a: readonly T[], b: readonly T[], order: (a: T, b: T) => number): readonly T[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const merged: T[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) merged.push(order(a[i]!, b[j]!) <= 0 ? a[i++]! : b[j++]!);
  return [...merged, ...a.slice(i), ...b.slice(j)];
}
