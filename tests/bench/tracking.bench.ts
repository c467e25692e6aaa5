import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCameraParameters } from '#core/datasets/camera-parameters.ts';
import type { Detection } from '#core/detection/detection.ts';
import { assignLeast, assignWithin } from '#core/math/assignment.ts';
import { startTracker, stepTracker } from '#core/tracking/running-tracker.ts';
import { publishedSettings } from '#core/tracking/tracker-settings.ts';
import { type TrackerName, trackerNames } from '#core/tracking/tracker-cards.ts';
import { trackerOf, trackers } from '#core/tracking/trackers.ts';
import { mulberry32 } from '../support/floor-world.ts';
import { data } from '../support/data.ts';
import { type Frames, readDetectionFolder } from '../support/mot.ts';
import { type Film, measureMemory } from '../support/tracker-memory.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';

const WARM_UP = 3;
const ROUNDS = 20;
const WANTED = 20_000;

const withoutCamera = trackerNames.filter((name) => !trackerOf(name).needsCamera);

/** Trackers alone, on detections in memory; one thread, every frame of the seven sequences. And the assignment alone. */
export const bench: Bench = {
  name: 'tracking',
  async run() {
    const folder = data('mot17-val-half');
    if (!folder) throw new NotMeasured('mot17-val-half is not in the data folder');
    const sequences = readDetectionFolder(join(folder, 'det')).map(({ frames }) => frames);
    const films = filmsOf(folder);
    const load = loadavg()[0]!;
    return [
      { what: 'load of the machine, 1 minute', value: load, unit: 'processes' },
      ...withoutCamera.flatMap((name) => follow(name, sequences)),
      ...crowd(),
      ...assignments(),
      ...trackerNames.flatMap((name) => memory(name, films)),
    ];
  },
};

function follow(name: TrackerName, sequences: readonly Frames[]): readonly Row[] {
  const frames = sequences.flat().length;
  for (let i = 0; i < WARM_UP; i++) sequences.forEach((each) => track(name, each));
  const rounds = Array.from({ length: ROUNDS }, () => sequences.map((each) => track(name, each)));
  const perSecond = (runs: readonly Run[]) => frames / (runs.reduce((sum, { ms }) => sum + ms, 0) / 1000);
  // The best run of each sequence says what the code costs; the others, what the machine was doing beside it.
  const best = sequences.map((_, s) => rounds.map((round) => round[s]!).reduce((a, b) => (b.ms < a.ms ? b : a)));
  const steps = best.flatMap((run) => run.steps).sort((a, b) => a - b);
  const p99 = at(steps, 0.99) * 1000;
  const fastest = perSecond(best);
  const wanted = name.startsWith('bytetrack');
  const target = (text: string, met: boolean) => (wanted ? { target: text, met } : {});
  return [
    {
      what: `${name}, ${frames} frames of mot17-val-half, best of ${ROUNDS} for each sequence`,
      value: fastest,
      unit: 'frames/s',
      ...target(`≥ ${WANTED}`, fastest >= WANTED),
    },
    { what: `${name}, median round`, value: median(rounds.map(perSecond)), unit: 'frames/s' },
    { what: `${name}, one step, p99`, value: p99, unit: 'µs', ...target('≤ 200', p99 <= 200) },
  ];
}

/** 200 people in one picture, who walk about and cover each other; every tracker that needs no camera. */
function crowd(): readonly Row[] {
  const frames = manyPeople(200, 120);
  return withoutCamera.flatMap((name) => {
    for (let i = 0; i < WARM_UP; i++) track(name, frames);
    const before = process.cpuUsage();
    const runs = Array.from({ length: ROUNDS }, () => track(name, frames).ms / frames.length);
    const { user, system } = process.cpuUsage(before);
    const least = Math.min(...runs);
    const what = `${name}, 200 people, a frame`;
    const best = `${what}, best of ${ROUNDS}; median ${median(runs).toFixed(3)} ms`;
    return [
      { what: best, value: least, unit: 'ms', target: '≤ 1', met: least <= 1 },
      { what: `${what}, processor time, mean`, value: (user + system) / 1000 / ROUNDS / frames.length, unit: 'ms' },
    ];
  });
}

/** What a frame asks of memory: the state and the tracks it returns, and nothing beside them. */
function memory(name: TrackerName, films: readonly Film[]): readonly Row[] {
  const { allocated, output, tracks, numbers } = measureMemory(name, films);
  const difference = allocated - output;
  return [
    { what: `${name}, mot17-val-half, allocated a frame`, value: allocated, unit: 'B' },
    {
      what: `${name}, its output: ${tracks.toFixed(1)} tracks, ${(numbers / tracks).toFixed(0)} numbers each`,
      value: output,
      unit: 'B',
    },
    { what: `${name}, beyond the output`, value: difference, unit: 'B', target: '≤ 16', met: difference <= 16 },
  ];
}

function filmsOf(folder: string): readonly Film[] {
  return readDetectionFolder(join(folder, 'det')).map(({ name, frames }) => {
    const camera = join(folder, 'camera', name);
    return { frames, camera: readCameraParameters(readFileSync(camera, 'utf8'), camera) };
  });
}

function assignments(): readonly Row[] {
  const roll = mulberry32(7);
  const size = 100;
  const matrices = Array.from({ length: 50 }, () => Float64Array.from({ length: size * size }, roll));
  const solvers = {
    'as SORT and scores need it': (cost: Float64Array) => assignLeast(cost, size, size),
    'as ByteTrack needs it': (cost: Float64Array) =>
      assignWithin({ entries: cost, rows: size, cols: size, limit: 0.9 }),
  };
  return Object.entries(solvers).map(([what, solve]) => {
    const times = Array.from({ length: ROUNDS }, () => {
      const began = performance.now();
      matrices.forEach(solve);
      return (performance.now() - began) / matrices.length;
    });
    const least = Math.min(...times);
    return {
      what: `assignment 100 × 100, ${what}; median ${median(times).toFixed(3)} ms`,
      value: least,
      unit: 'ms',
      target: '≤ 0.6',
      met: least <= 0.6,
    };
  });
}

interface Run {
  /** Duration of the whole and of each step, ms. */
  readonly ms: number;
  readonly steps: readonly number[];
}

function track(name: TrackerName, frames: Frames): Run {
  const steps: number[] = [];
  const began = performance.now();
  let running = startTracker(publishedSettings(name), null, trackers);
  for (const detections of frames) {
    const before = performance.now();
    running = stepTracker(running, detections, 30).running;
    steps.push(performance.now() - before);
  }
  return { ms: performance.now() - began, steps };
}

function manyPeople(count: number, length: number): Frames {
  const roll = mulberry32(3);
  const people = Array.from({ length: count }, () => ({
    x: 1880 * roll(),
    y: 900 * roll(),
    vx: 6 * roll() - 3,
    vy: 2 * roll() - 1,
  }));
  return Array.from({ length }, (_, frame) =>
    people.map(({ x, y, vx, vy }): Detection => {
      const [x0, y0] = [x + frame * vx + 2 * roll(), y + frame * vy + 2 * roll()];
      return { box: { x0, y0, x1: x0 + 45, y1: y0 + 120 }, score: 0.3 + 0.7 * roll(), classId: 0 };
    }),
  );
}

const at = (sorted: readonly number[], quantile: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))]!;

const median = (values: readonly number[]): number =>
  at(
    values.toSorted((a, b) => a - b),
    0.5,
  );
