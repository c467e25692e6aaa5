/** Where the lanes of a timeline stand, px from its top. */
export const TIMELINE = {
  axis: 18,
  bar: 8,
  barGap: 2,
  /** Rows of visits at most. */
  rows: 5,
  events: 26,
} as const;

const { axis, bar, barGap, events } = TIMELINE;

/** @param rows - Rows of visits. */
export function timelineHeight(rows: number): number {
  return eventsTop(rows) + events;
}

export function visitTop(row: number): number {
  return axis + 4 + row * (bar + barGap);
}

export function eventsTop(rows: number): number {
  return visitTop(rows) + 2;
}

/** The row of visits at `y` px; `null` in the axis and among the events. */
export function visitRow(y: number, rows: number): number | null {
  const row = Math.floor((y - visitTop(0)) / (bar + barGap));
  return row >= 0 && row < rows ? row : null;
}
