import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { bytetrack } from '#core/tracking/bytetrack.ts';
import { data } from '../support/data.ts';
import { type Frames, readDetectionFolder } from '../support/mot.ts';
import { type Bench, NotMeasured } from './bench.ts';

const WARM_UP = 3;
const ROUNDS = 20;
const WANTED = 20_000;

/** ByteTrack alone, on detections in memory; one thread, every frame of the seven sequences. */
export const bench: Bench = {
  name: 'tracking',
  async run() {
    const folder = data('mot17-val-half');
    if (!folder) throw new NotMeasured('mot17-val-half is not in the data folder');
    const sequences = readDetectionFolder(join(folder, 'det')).map(({ frames }) => frames);
    const frames = sequences.flat().length;
    for (let i = 0; i < WARM_UP; i++) sequences.forEach(track);

    const rounds = Array.from({ length: ROUNDS }, () => sequences.map(track));
    const perSecond = (runs: readonly Run[]) => frames / (runs.reduce((sum, { ms }) => sum + ms, 0) / 1000);
    // The best run of each sequence says what the code costs; the others, what the machine was doing beside it.
    const best = sequences.map((_, s) => rounds.map((round) => round[s]!).reduce((a, b) => (b.ms < a.ms ? b : a)));
    const steps = best.flatMap((run) => run.steps).sort((a, b) => a - b);
    const [p50, p99] = [at(steps, 0.5) * 1000, at(steps, 0.99) * 1000];
    const what = `ByteTrack, ${frames} frames of mot17-val-half, best of ${ROUNDS} for each sequence`;
    return [
      { what, value: perSecond(best), unit: 'frames/s', target: `≥ ${WANTED}`, met: perSecond(best) >= WANTED },
      {
        what: 'the same, median round',
        value: at(
          rounds.map(perSecond).sort((a, b) => a - b),
          0.5,
        ),
        unit: 'frames/s',
      },
      { what: 'one step, p50', value: p50, unit: 'µs' },
      { what: 'one step, p99', value: p99, unit: 'µs', target: '≤ 200', met: p99 <= 200 },
    ];
  },
};

interface Run {
  /** Duration of the whole and of each step, ms. */
  readonly ms: number;
  readonly steps: readonly number[];
}

function track(frames: Frames): Run {
  const steps: number[] = [];
  const began = performance.now();
  let state = bytetrack.create(bytetrack.defaults);
  for (const detections of frames) {
    const before = performance.now();
    state = bytetrack.step(state, detections).state;
    steps.push(performance.now() - before);
  }
  return { ms: performance.now() - began, steps };
}

function at(sorted: readonly number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))]!;
}
