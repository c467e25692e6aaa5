import type { Micros } from '#core/time/micros.ts';
import type { Spread } from '#engines/scheduling/figures.ts';

/** Figures of the last stretch of time. */
export class Recent {
  readonly #span: number;
  #figures: { readonly time: Micros; readonly value: number }[] = [];
  #since: number | null = null;

  /** @param span - How long a figure counts, µs. */
  constructor(span: number) {
    this.#span = span;
  }

  add(time: Micros, value: number): void {
    this.#since ??= time;
    this.#figures.push({ time, value });
    this.#forget(time);
  }

  /** Nothing was measured, from now on. */
  clear(): void {
    this.#figures = [];
    this.#since = null;
  }

  /** @returns How many a second. */
  rate(now: Micros): number {
    this.#forget(now);
    if (this.#since === null) return 0;
    const lasted = Math.min(this.#span, Math.max(1, now - this.#since));
    return (this.#figures.length * 1e6) / lasted;
  }

  /** @returns `null` when there is none. */
  spread(now: Micros): Spread | null {
    this.#forget(now);
    const sorted = this.#figures.map(({ value }) => value).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
    return sorted.length === 0 ? null : { p50: at(0.5), p95: at(0.95) };
  }

  #forget(now: Micros): void {
    const old = this.#figures.findIndex(({ time }) => now - time <= this.#span);
    if (old !== 0) this.#figures = old === -1 ? [] : this.#figures.slice(old);
  }
}
