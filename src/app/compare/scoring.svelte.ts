import { fetchPart } from '#app/fetch-part.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { MotBenchmarkName } from '#core/metrics/mot-benchmark.ts';
import type { Scorer, Scores } from '#workers/score/client.ts';
import type { GroundTruth } from '#app/compare/ground-truth.ts';
import { ScoreRun } from '#app/compare/score-run.svelte.ts';
import { type TableChoice, asMeasured } from '#app/compare/table-choice.ts';
import type { DroppedFile } from '#app/dropped-files.ts';
import { type Problem, problemOf } from '#app/problem.ts';
import { m } from '#messages/compiled/messages.js';

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
      await fetchPart(() => import('#core/datasets/result-files.ts'));
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
    const { namedFiles } = await fetchPart(() => import('#app/compare/ground-truth.ts'));
    const { runsIn } = await fetchPart(() => import('#core/datasets/result-files.ts'));
    const files = namedFiles(dropped);
    const found = runsIn([...files.keys()], truth);
    if (found.length === 0) {
      const name = dropped[0]?.path.split('/')[0] ?? '';
      const expected = truth.kind === 'mot' ? '<sequence>.txt or <run>/<sequence>.txt' : 'COCO’s results, a .json file';
      throw new WorkbenchError('file/unknown', `${name} holds no results; expected ${expected}`, {
        details: { file: name },
      });
    }
    const added = found.map((paths) => {
      const line = this.#lines++;
      return new ScoreRun(paths.name ?? m.compare_run_default({ number: line + 1 }), line, paths, files);
    });
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
      const { scores, extra } = await this.#scoresOf(scorer, truth, run);
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

  async #scoresOf(
    scorer: Scorer,
    truth: GroundTruth,
    run: ScoreRun,
  ): Promise<{ readonly scores: Scores; readonly extra: readonly string[] }> {
    const tell = (fraction: number): void => {
      if (this.#scorer === scorer) this.fraction = fraction;
    };
    if (run.paths.kind !== truth.kind) throw otherKind(run, truth);
    const { onlyFile, pairRun } = await fetchPart(() => import('#app/compare/run-files.ts'));
    if (truth.kind === 'coco') {
      const files = { truth: onlyFile(truth, truth.files), detections: onlyFile(run.paths, run.files) };
      return { scores: await scorer.scoreCoco(files, tell), extra: [] };
    }
    const { sequences, missing, extra } = pairRun(truth, run);
    const scores = await scorer.scoreMot({ benchmark: this.#benchmark, sequences }, tell);
    return { scores: { ...scores, refused: [...missing, ...scores.refused] }, extra };
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

function otherKind({ paths }: ScoreRun, truth: GroundTruth): WorkbenchError {
  const [path] = paths.sequences.values();
  const expected =
    truth.kind === 'mot' ? 'tracks in MOTChallenge’s format, as its ground truth' : 'detections in COCO’s format';
  return new WorkbenchError(
    'dataset/malformed',
    `${path} is not of the kind of the ground truth; expected ${expected}`,
    {
      details: { file: path! },
    },
  );
}
