import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import {
  type SequencePair,
  type SequencePaths,
  pairSequences,
  seqinfoPaths,
  trackedIn,
  truthIn,
  withoutDetector,
} from '#core/datasets/mot-layout.ts';
import type { NumberTable } from '#core/datasets/number-table.ts';
import { readSequenceLength } from '#core/datasets/seqinfo.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { type MotBenchmark, type MotBenchmarkName, motBenchmarks } from '#core/metrics/mot-benchmark.ts';
import { readMotTracked, readMotTruth } from '#core/metrics/mot-rows.ts';
import { scoreMot } from '#core/metrics/score-mot.ts';
import { type TrackingSums, tracking, trackingMetrics } from '#core/metrics/tracking.ts';
import type { Command } from './command.ts';
import { figuresTable } from './figures-table.ts';
import { readArguments, usage } from './read-arguments.ts';
import { sequencePaths } from './score-files.ts';

/** Scores tracks against ground truth in MOTChallenge's format: HOTA, CLEAR and Identity. */
export const scoreMotCommand: Command = {
  name: 'score mot',
  usage: `--truth DIR|FILE --tracked DIR|FILE --benchmark ${Object.keys(motBenchmarks).join('|')} [--sequences A,B] [--json]`,
  async run(args) {
    const options = {
      truth: { type: 'string', multiple: true },
      tracked: { type: 'string', multiple: true },
      benchmark: { type: 'string' },
      sequences: { type: 'string' },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = readArguments(scoreMotCommand, args, { options });
    const benchmark = benchmarkNamed(values.benchmark);
    const truth = sequencePaths(scoreMotCommand, '--truth', values.truth, truthIn);
    const tracked = sequencePaths(scoreMotCommand, '--tracked', values.tracked, trackedIn);
    const { pairs, missing, extra } = chosen(pairedFiles(truth, tracked), values.sequences);
    for (const path of extra) process.stderr.write(`${shown(path)}: no ground truth is called so; left aside.\n`);

    const scored = new Map<string, TrackingSums>();
    const refused: Refusal[] = missing.map((name) => ({
      sequence: name,
      error: new WorkbenchError('score/incomplete', `${name}: nothing tracked is called so, ${name}.txt was expected`),
    }));
    const truths = rememberLast((path) => readMotTruth(readFileSync(path, 'utf8'), shown(path), benchmark));
    for (const pair of pairs) {
      try {
        const rows = readMotTracked(readFileSync(pair.tracked, 'utf8'), shown(pair.tracked), benchmark);
        scored.set(pair.name, scoreMot(pair.name, truths(pair.truth), rows, lengthOf(pair, truth), benchmark));
      } catch (error) {
        // A good file beside a bad one is still scored.
        if (!(error instanceof WorkbenchError)) throw error;
        refused.push({ sequence: pair.name, error });
      }
    }
    if (scored.size > 0) process.stdout.write(values.json ? jsonOf(scored, refused) : tableOf(scored));
    if (refused.length > 0) throw incomplete(refused, scored.size);
  },
};

/** A sequence that has no figures, and why. */
interface Refusal {
  readonly sequence: string;
  readonly error: WorkbenchError;
}

function benchmarkNamed(name: string | undefined): MotBenchmark {
  if (name === undefined) throw usage(scoreMotCommand, '--benchmark is missing');
  if (!(name in motBenchmarks)) throw usage(scoreMotCommand, `--benchmark: there is no ${name}`);
  return motBenchmarks[name as MotBenchmarkName];
}

/** One file beside one file is a pair, whatever they are called. */
function pairedFiles(truth: SequencePaths, tracked: SequencePaths): ReturnType<typeof pairSequences> {
  const paired = pairSequences(truth, tracked);
  if (paired.pairs.length > 0 || truth.size > 1 || tracked.size > 1) return paired;
  const [[name, truthPath]] = [...truth] as [[string, string]];
  const [trackedPath] = [...tracked.values()] as [string];
  return { pairs: [{ name, truth: truthPath, tracked: trackedPath }], missing: [], extra: [] };
}

function chosen(paired: ReturnType<typeof pairSequences>, list: string | undefined): typeof paired {
  if (list === undefined) return paired;
  const wanted = list.split(',').map((name) => name.trim());
  const names = [...paired.pairs.map(({ name }) => name), ...paired.missing];
  const isCalled = (name: string, called: string): boolean => name === called || withoutDetector(name) === called;
  const unknown = wanted.filter((called) => !names.some((name) => isCalled(name, called)));
  if (unknown.length > 0) {
    throw usage(scoreMotCommand, `--sequences: there is no ${unknown.join(', ')}; there are ${names.join(', ')}`);
  }
  const isWanted = (name: string): boolean => wanted.some((called) => isCalled(name, called));
  return {
    pairs: paired.pairs.filter(({ name }) => isWanted(name)),
    missing: paired.missing.filter(isWanted),
    extra: [],
  };
}

function lengthOf(pair: SequencePair, truth: SequencePaths): number | null {
  const beside = [...truth.values()].filter((path) => dirname(path) === dirname(pair.truth));
  const path = seqinfoPaths(pair, beside.length === 1).find((each) => existsSync(each));
  return path === undefined ? null : readSequenceLength(readFileSync(path, 'utf8'), shown(path));
}

/** Sequences that share their ground truth follow one another. */
function rememberLast(read: (path: string) => NumberTable): typeof read {
  let [last, table]: [string, NumberTable | null] = ['', null];
  return (path) => {
    if (path !== last || table === null) [last, table] = [path, read(path)];
    return table;
  };
}

function jsonOf(scored: ReadonlyMap<string, TrackingSums>, refused: readonly Refusal[]): string {
  const combined = tracking.finish(tracking.combine([...scored.values()]));
  const sequences = Object.fromEntries([...scored].map(([name, sums]) => [name, tracking.finish(sums)]));
  const told = refused.map(({ sequence, error: { code, message, details } }) => ({
    sequence,
    code,
    message,
    ...details,
  }));
  return `${JSON.stringify(told.length === 0 ? { combined, sequences } : { combined, sequences, refused: told })}\n`;
}

function tableOf(scored: ReadonlyMap<string, TrackingSums>): string {
  const each = [...scored].map(([name, sums]) => ({ name, figures: tracking.finish(sums) }));
  const combined = { name: 'Combined', figures: tracking.finish(tracking.combine([...scored.values()])) };
  return figuresTable(Object.values(trackingMetrics), [...each, combined]);
}

function incomplete(refused: readonly Refusal[], scored: number): WorkbenchError {
  if (scored === 0 && refused.length === 1) return refused[0]!.error;
  const sentences = refused.map(({ error }) => error.message);
  const rest = `${refused.length} of ${refused.length + scored} sequences have no figures, and none are combined of them.`;
  return new WorkbenchError('score/incomplete', [...sentences, rest].join('\n'));
}

const shown = (path: string): string => relative(process.cwd(), path).replaceAll('\\', '/');
