import { type TimeSpan, xOfTime } from '#overlay/time-span.ts';

/** An interaction as a timeline shows it. */
export interface TimelineEvent {
  readonly id: string;
  readonly type: 'take' | 'return' | 'touch';
  /** µs */
  readonly time: number;
  readonly shopper: string | null;
  /** A person should look at it. */
  readonly doubtful: boolean;
}

/** Events in order of time, so that a stretch of eight hours is found without looking at all of it. */
export interface EventIndex {
  readonly events: readonly TimelineEvent[];
  readonly times: Float64Array;
  /** How many of the events before this one are doubtful; one longer than `events`. */
  readonly doubtfulBefore: Uint32Array;
}

/** One event, or several that stand too close to be told apart. */
export interface EventMark {
  /** px */
  readonly x: number;
  readonly first: TimelineEvent;
  readonly count: number;
  readonly doubtful: boolean;
}

/** Narrower than this, events become one mark, px. */
const COLUMN = 14;

export function indexEvents(events: readonly TimelineEvent[]): EventIndex {
  const sorted = events.toSorted((a, b) => a.time - b.time);
  const doubtfulBefore = new Uint32Array(sorted.length + 1);
  for (const [i, { doubtful }] of sorted.entries()) doubtfulBefore[i + 1] = doubtfulBefore[i]! + (doubtful ? 1 : 0);
  return { events: sorted, times: Float64Array.from(sorted, ({ time }) => time), doubtfulBefore };
}

/** Index of the first of the sorted `times` that is `time` or later. */
export function firstAt(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * What there is to draw on `width` px: a mark for each column that has an event. The columns are fixed in time, not on
 * the screen, so that marks do not split and join while somebody pans.
 */
export function markEvents(index: EventIndex, span: TimeSpan, width: number): readonly EventMark[] {
  const column = ((span.to - span.from) * COLUMN) / Math.max(1, width);
  const marks: EventMark[] = [];
  let at = firstAt(index.times, Math.floor(span.from / column) * column);
  while (at < index.events.length && index.times[at]! <= span.to) {
    const end = firstAt(index.times, (Math.floor(index.times[at]! / column) + 1) * column);
    const next = Math.max(end, at + 1); // rounding may put a time on the border of its own column
    const middle = (index.times[at]! + index.times[next - 1]!) / 2;
    marks.push({
      x: xOfTime(span, width, middle),
      first: index.events[at]!,
      count: next - at,
      doubtful: index.doubtfulBefore[next]! > index.doubtfulBefore[at]!,
    });
    at = next;
  }
  return marks;
}

/** The mark nearest to `x`, within `reach` px; `null` when none is. */
export function markAt(marks: readonly EventMark[], x: number, reach = 10): EventMark | null {
  let best: EventMark | null = null;
  for (const mark of marks) {
    const distance = Math.abs(mark.x - x);
    if (distance <= reach && distance < (best === null ? Infinity : Math.abs(best.x - x))) best = mark;
  }
  return best;
}
