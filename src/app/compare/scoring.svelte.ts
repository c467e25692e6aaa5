import { fetchPart } from '#app/fetch-part.ts';
import type { MotBenchmarkName } from '#core/metrics/mot-benchmark.ts';
import type { Scorer } from '#workers/score/client.ts';
import type { GroundTruth } from '#app/compare/ground-truth.ts';
import type { ScoreRun } from '#app/compare/score-run.svelte.ts';
import { type TableChoice, asMeasured } from '#app/compare/table-choice.ts';
import type { DroppedFile } from '#app/dropped-files.ts';
import { type Problem, problemOf } from '#app/problem.ts';

/** Result files held against ground truth. Nothing of it is stored: it is gone with the page. */
export class Scoring {
  truth = $state.raw<GroundTruth | null>(null);
  runs = $state.raw<readonly ScoreRun[]>([]);
  /** Results that came before any ground truth. */
  early = $state.raw<readonly DroppedFile[]>([]);
  /** What is seen of it. */
  table = $state.raw<TableChoice>(asMeasured);
  /** What was dropped and is of no use. */
  problems = $state.raw<readonly Problem[]>([]);
  /** Of the run that is being scored, in `[0, 1]`; `null` when none is. */
  fraction = $state<number | null>(null);
  /** Files are being listed. */
  listing = $state(false);
  #benchmark = $state<MotBenchmarkName>('mot17');
  #lines = 0;
  readonly #start: () => Scorer;
  #scorer: Scorer | null = null;

  constructor(startScorer: () => Scorer) {
    this.#start = startScorer;
  }

  get benchmark(): MotBenchmarkName {
    return this.#benchmark;
  }

  set benchmark(benchmark: MotBenchmarkName) {
    if (benchmark === this.#benchmark) return;
    this.#benchmark = benchmark;
    this.again();
  }

  /** The one that is scored now. */
  get current(): ScoreRun | null {
    return this.runs.find(({ state }) => state === 'scoring') ?? null;
  }

  /** Another ground truth for the same runs. */
  async takeTruth(files: Promise<readonly DroppedFile[]>): Promise<void> {
    await this.#attempt(async () => {
      const { openGroundTruth } = await fetchPart(() => import('#app/compare/ground-truth.ts'));
      // Here before anything changes: what waits for it is not lost when it does not arrive.
      await fetchPart(() => import('#app/compare/runs-of.ts'));
      this.truth = await openGroundTruth(await files);
      this.#benchmark = this.truth.guess?.benchmark ?? this.#benchmark;
      const { early } = this;
      this.early = [];
      if (early.length > 0) await this.#addRuns(early, this.truth);
      this.again();
    });
  }

  /** More runs; before there is ground truth they wait for it, because its sequences say which files belong together. */
  async takeResults(files: Promise<readonly DroppedFile[]>): Promise<void> {
    await this.#attempt(async () => {
      const dropped = await files;
      if (this.truth === null) this.early = [...this.early, ...dropped];
      else await this.#addRuns(dropped, this.truth);
      void this.#scoreWaiting();
    });
  }

  remove(run: ScoreRun): void {
    this.runs = this.runs.filter((other) => other !== run);
    if (run.state === 'scoring') this.#stop();
    void this.#scoreWaiting();
  }

  /** Scores all of it anew. */
  again(): void {
    this.#stop();
    for (const run of this.runs) run.forget();
    void this.#scoreWaiting();
  }

  /** What was scored stays; the rest waits for {@link Scoring.goOn}. */
  cancel(): void {
    for (const run of this.runs) if (run.state === 'scoring' || run.state === 'waiting') run.state = 'stopped';
    this.#stop();
  }

  goOn(): void {
    for (const run of this.runs) if (run.state === 'stopped') run.forget();
    void this.#scoreWaiting();
  }

  dismiss(problem: Problem): void {
    this.problems = this.problems.filter((other) => other !== problem);
  }

  async #addRuns(dropped: readonly DroppedFile[], truth: GroundTruth): Promise<void> {
    const { runsOf } = await fetchPart(() => import('#app/compare/runs-of.ts'));
    const added = runsOf(dropped, truth, this.#lines);
    this.#lines += added.length;
    this.runs = [...this.runs, ...added];
  }

  /** One after the other: each has the whole worker, and the first table is there soonest. */
  async #scoreWaiting(): Promise<void> {
    if (this.#scorer !== null || this.truth === null) return;
    const scorer = this.#start();
    this.#scorer = scorer;
    try {
      for (;;) {
        const run = this.runs.find(({ state }) => state === 'waiting');
        if (run === undefined || this.#scorer !== scorer) return;
        await this.#scoreOne(scorer, this.truth, run);
      }
    } finally {
      if (this.#scorer === scorer) this.#stop();
    }
  }

  async #scoreOne(scorer: Scorer, truth: GroundTruth, run: ScoreRun): Promise<void> {
    run.state = 'scoring';
    this.fraction = 0;
    try {
      const tell = (fraction: number): void => {
        if (this.#scorer === scorer) this.fraction = fraction;
      };
      const { scoresOf } = await fetchPart(() => import('#app/compare/scores-of.ts'));
      const { scores, extra } = await scoresOf(scorer, truth, run, this.#benchmark, tell);
      if (this.#scorer !== scorer) return;
      run.scores = scores;
      run.extra = extra;
      run.problems = scores.refused.map(problemOf);
      run.state = scores.combined === null ? 'failed' : 'scored';
    } catch (error) {
      // A worker that was stopped has not failed.
      if (this.#scorer !== scorer) return;
      run.problems = [problemOf(error)];
      run.state = 'failed';
      // It may have died of it; the others get another.
      this.#stop();
      void this.#scoreWaiting();
    }
  }

  #stop(): void {
    this.#scorer?.[Symbol.dispose]();
    this.#scorer = null;
    this.fraction = null;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.problems = [];
    this.listing = true;
    try {
      await work();
    } catch (error) {
      this.problems = [problemOf(error)];
    } finally {
      this.listing = false;
    }
  }
}
