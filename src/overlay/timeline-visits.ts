import { firstAt } from '#overlay/timeline-events.ts';
import type { TimeSpan } from '#overlay/time-span.ts';

/** A visit as a timeline shows it: a bar from entry to exit; or a track of a camera, from when to when it was somebody's. */
export interface TimelineVisit {
  /** `null` of a track that is nobody's yet. */
  readonly shopper: string | null;
  /** µs */
  readonly from: number;
  readonly to: number;
}

/** A visit with the row its bar stands in. */
export interface PlacedVisit extends TimelineVisit {
  readonly row: number;
}

/** Visits in order of entry, each in the first row that is free. */
export interface VisitIndex {
  readonly visits: readonly PlacedVisit[];
  readonly times: Float64Array;
  /** The longest visit, µs: how far back one may have begun that is still going on. */
  readonly longest: number;
  readonly rows: number;
}

/** @param rows - At most; in a fuller shop bars are drawn over each other in the last row. */
export function placeVisits(visits: readonly TimelineVisit[], rows: number): VisitIndex {
  const free: number[] = [];
  const sorted = visits.toSorted((a, b) => a.from - b.from);
  const placed = sorted.map((visit): PlacedVisit => {
    const found = free.findIndex((until) => until <= visit.from);
    const row = found === -1 ? Math.min(free.length, rows - 1) : found;
    free[row] = Math.max(free[row] ?? 0, visit.to);
    return { ...visit, row };
  });
  return {
    visits: placed,
    times: Float64Array.from(placed, ({ from }) => from),
    longest: placed.reduce((most, { from, to }) => Math.max(most, to - from), 0),
    rows: Math.max(1, free.length),
  };
}

/** The visits that touch the stretch. */
export function visitsWithin({ visits, times, longest }: VisitIndex, { from, to }: TimeSpan): readonly PlacedVisit[] {
  return visits.slice(firstAt(times, from - longest), firstAt(times, to)).filter((visit) => visit.to >= from);
}

/** The visit whose bar lies at a row and a time; `null` where there is none. */
export function visitAt(index: VisitIndex, row: number, time: number): PlacedVisit | null {
  return visitsWithin(index, { from: time, to: time + 1 }).find((visit) => visit.row === row) ?? null;
}
