import { clockText } from '#overlay/clock-text.ts';
import type { TimeSpan } from '#overlay/time-span.ts';

interface Tick {
  /** µs */
  readonly time: number;
  readonly label: string;
}

/** Steps a person counts in, s. */
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

/** The ticks of a time axis `width` px wide, at least `apart` px from each other. */
export function timeTicks(span: TimeSpan, width: number, apart: number): readonly Tick[] {
  const least = ((span.to - span.from) * apart) / Math.max(1, width);
  const step = (STEPS.find((seconds) => 1e6 * seconds >= least) ?? STEPS.at(-1)!) * 1e6;
  const first = Math.ceil(span.from / step);
  const count = Math.max(0, Math.floor(span.to / step) - first + 1);
  return Array.from({ length: count }, (_, index) => {
    const time = (first + index) * step;
    return { time, label: clockText(time, step < 1e6 ? 1 : 0) };
  });
}
