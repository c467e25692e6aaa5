import type { Coverage } from '#core/fusion/coverage.ts';
import type { Dwell } from '#core/pipeline/scene-log.ts';
import type { Project } from '#core/planning/project.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import type { Books } from '#app/pilot/books.ts';
import { coverProject } from '#app/pilot/cover-project.ts';
import { LatestAnswer } from '#app/pilot/latest-answer.svelte.ts';

/** ms: time spent grows no faster than anybody reads it. */
const REST = 100;
const MINUTE = 60 * MICROS_PER_SECOND;

/** What is worked out for the floor plan: what cameras see of it, and how long people spent where. */
export class FloorLayers {
  /** `null` while it is worked out. */
  coverage = $state.raw<Coverage | null>(null);
  readonly #dwell = new LatestAnswer<Dwell>(REST);

  /** `null` while nobody asked. */
  get dwell(): Dwell | null {
    return this.#dwell.shown;
  }

  /** Once per calibration. @returns Gives it up. */
  cover(project: Project): () => void {
    const giveUp = new AbortController();
    const cover = async () => {
      const coverage = await coverProject(project, giveUp.signal).catch(() => null);
      if (coverage !== null && !giveUp.signal.aborted) this.coverage = coverage;
    };
    void cover();
    return () => giveUp.abort();
  }

  /** @param time - µs; what came later is left out. @param minutes - Before it; 0 is all there were. */
  spend(books: Pick<Books, 'dwell'>, time: number, minutes: number): void {
    const from = minutes === 0 ? 0 : Math.max(0, time - minutes * MINUTE);
    this.#dwell.ask(() => books.dwell(from, time)).catch(() => undefined); // what was known before stays
  }
}
