/** The stretch of a session that a timeline shows, µs. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** No closer than this, µs: less than a frame a pixel shows nothing new. */
const SHORTEST = 1e6;

export function xOfTime({ from, to }: TimeSpan, width: number, time: number): number {
  return ((time - from) / (to - from)) * width;
}

export function timeOfX({ from, to }: TimeSpan, width: number, x: number): number {
  return from + (x / width) * (to - from);
}

/** From the beginning to `end`, µs, and never less than the shortest stretch. */
export function wholeSpan(end: number): TimeSpan {
  return { from: 0, to: Math.max(SHORTEST, end) };
}

/**
 * @param factor - Below 1 shows less, closer.
 * @param around - Stays where it is on the screen, µs.
 * @param end - Of the session, µs.
 */
export function zoomSpan(span: TimeSpan, factor: number, around: number, end: number): TimeSpan {
  const length = Math.min(wholeSpan(end).to, Math.max(SHORTEST, factor * (span.to - span.from)));
  const part = (around - span.from) / (span.to - span.from);
  return within(around - part * length, length, end);
}

/** @param by - µs; positive looks at what comes later. */
export function panSpan(span: TimeSpan, by: number, end: number): TimeSpan {
  return within(span.from + by, span.to - span.from, end);
}

/** Turns the page when `time` has left what is shown. */
export function followSpan(span: TimeSpan, time: number, end: number): TimeSpan {
  if (time >= span.from && time <= span.to) return span;
  const length = span.to - span.from;
  return within(time - 0.1 * length, length, end);
}

function within(from: number, length: number, end: number): TimeSpan {
  const start = Math.max(0, Math.min(from, wholeSpan(end).to - length));
  return { from: start, to: start + length };
}
