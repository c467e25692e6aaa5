/** What the commands that score tracks, sequence by sequence, have in common. */
import { existsSync, readFileSync } from 'node:fs';
import {
  type SequencePair,
  type SequencePaths,
  pairFiles,
  seqinfoOf,
  trackedIn,
  truthIn,
  withoutDetector,
} from '#core/datasets/mot-layout.ts';
import type { NumberTable } from '#core/datasets/number-table.ts';
import { readSequenceLength } from '#core/datasets/seqinfo.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Interval, Intervals } from '#core/metrics/bootstrap.ts';
import { trackingIntervals } from '#core/metrics/tracking-intervals.ts';
import { type CutTable, framesOf } from '#core/metrics/mot-rows.ts';
import { type TrackingName, type TrackingSums, tracking, trackingMetrics } from '#core/metrics/tracking.ts';
import { textTable } from '../files/text-table.ts';
import type { Command } from './command.ts';
import { type FiguresRow, figuresTable } from './figures-table.ts';
import { usage } from './read-arguments.ts';
import { sequencePaths, shown } from './score-files.ts';

/** The same files give the same intervals. */
const SEED = 1;

export const sequenceOptions = {
  truth: { type: 'string', multiple: true },
  tracked: { type: 'string', multiple: true },
  sequences: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Values of {@link sequenceOptions}. */
export interface SequenceValues {
  readonly truth?: readonly string[] | undefined;
  readonly tracked?: readonly string[] | undefined;
  readonly sequences?: string | undefined;
  readonly json: boolean;
}

export interface SequenceScoring {
  readTruth(text: string, file: string): NumberTable;
  readTracked(text: string, file: string): NumberTable;
  /** Leaves out what is tracked behind the last frame; left out where that is refused. */
  readonly upToFrame?: (tracked: NumberTable, frames: number) => CutTable;
  /** @param length - In frames; `null` when nobody says. */
  score(sequence: string, truth: NumberTable, tracked: NumberTable, length: number | null): TrackingSums;
  /** How far off those who were found are on average, m; of tracks on the floor alone. */
  readonly distance?: (figures: Figures) => number | null;
}

type Figures = ReturnType<typeof tracking.finish>;

/**
 * Scores every tracked file on its ground truth and writes what came out; a good file beside a bad one is still scored.
 *
 * @throws WorkbenchError `cli/usage`, `score/incomplete`, or what was wrong with the only sequence.
 */
export function scoreSequences(command: Command, values: SequenceValues, how: SequenceScoring): void {
  const truth = sequencePaths(command, '--truth', values.truth, truthIn);
  const tracked = sequencePaths(command, '--tracked', values.tracked, trackedIn);
  const { pairs, missing, extra } = chosen(command, pairFiles(truth, tracked), values.sequences);
  for (const path of extra) process.stderr.write(`${shown(path)}: no ground truth is called so; left aside.\n`);

  const scored = new Map<string, TrackingSums>();
  const leftOut = new Map<string, number>();
  const refused: Refusal[] = missing.map((name) => ({
    sequence: name,
    error: new WorkbenchError('score/incomplete', `${name}: nothing tracked is called so, ${name}.txt was expected`),
  }));
  const truths = rememberLast((path) => how.readTruth(readFileSync(path, 'utf8'), shown(path)));
  for (const pair of pairs) {
    try {
      const rows = how.readTracked(readFileSync(pair.tracked, 'utf8'), shown(pair.tracked));
      const [known, length] = [truths(pair.truth), lengthOf(pair, truth)];
      const frames = length ?? framesOf(known);
      const cut = how.upToFrame?.(rows, frames) ?? { table: rows, leftOut: 0 };
      scored.set(pair.name, how.score(pair.name, known, cut.table, length));
      if (cut.leftOut === 0) continue;
      leftOut.set(pair.name, cut.leftOut);
      process.stderr.write(
        `${shown(pair.tracked)}: rows behind frame ${frames}, the last of the truth, left out: ${cut.leftOut}.\n`,
      );
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      refused.push({ sequence: pair.name, error });
    }
  }
  if (scored.size > 0) process.stdout.write(values.json ? jsonOf(scored, refused, leftOut, how) : tableOf(scored, how));
  if (refused.length > 0) throw incomplete(refused, scored.size);
}

/** A sequence that has no figures, and why. */
interface Refusal {
  readonly sequence: string;
  readonly error: WorkbenchError;
}

function chosen(command: Command, paired: ReturnType<typeof pairFiles>, list: string | undefined): typeof paired {
  if (list === undefined) return paired;
  const wanted = list.split(',').map((name) => name.trim());
  const names = [...paired.pairs.map(({ name }) => name), ...paired.missing];
  const isCalled = (name: string, called: string): boolean => name === called || withoutDetector(name) === called;
  const unknown = wanted.filter((called) => !names.some((name) => isCalled(name, called)));
  if (unknown.length > 0) {
    throw usage(command, `--sequences: there is no ${unknown.join(', ')}; there are ${names.join(', ')}`);
  }
  const isWanted = (name: string): boolean => wanted.some((called) => isCalled(name, called));
  return {
    pairs: paired.pairs.filter(({ name }) => isWanted(name)),
    missing: paired.missing.filter(isWanted),
    extra: [],
  };
}

function lengthOf(pair: SequencePair, truth: SequencePaths): number | null {
  const path = seqinfoOf(pair, truth, existsSync);
  return path === null ? null : readSequenceLength(readFileSync(path, 'utf8'), shown(path));
}

/** Sequences that share their ground truth follow one another. */
function rememberLast(read: (path: string) => NumberTable): typeof read {
  let [last, table]: [string, NumberTable | null] = ['', null];
  return (path) => {
    if (path !== last || table === null) [last, table] = [path, read(path)];
    return table;
  };
}

function jsonOf(
  scored: ReadonlyMap<string, TrackingSums>,
  refused: readonly Refusal[],
  leftOut: ReadonlyMap<string, number>,
  { distance }: SequenceScoring,
): string {
  const finish = (sums: TrackingSums) => {
    const figures = tracking.finish(sums);
    return distance === undefined ? figures : { ...figures, distance: distance(figures) };
  };
  const combined = finish(tracking.combine([...scored.values()]));
  const intervals = trackingIntervals(scored, SEED);
  const sequences = Object.fromEntries([...scored].map(([name, sums]) => [name, finish(sums)]));
  const told = refused.map(({ sequence, error: { code, message, details } }) => ({
    sequence,
    code,
    message,
    ...details,
  }));
  return `${JSON.stringify({
    combined,
    ...(intervals === null ? {} : { intervals }),
    sequences,
    ...(leftOut.size === 0 ? {} : { leftOut: Object.fromEntries(leftOut) }),
    ...(told.length === 0 ? {} : { refused: told }),
  })}\n`;
}

function tableOf(scored: ReadonlyMap<string, TrackingSums>, { distance }: SequenceScoring): string {
  const each = [...scored].map(([name, sums]) => ({ name, figures: tracking.finish(sums) }));
  const combined = { name: 'Combined', figures: tracking.finish(tracking.combine([...scored.values()])) };
  const intervals = trackingIntervals(scored, SEED);
  const rows = [...each, combined, ...(intervals === null ? [] : intervalRows(intervals))];
  const table = figuresTable(Object.values(trackingMetrics), rows);
  if (distance === undefined) return table;
  const off = [...each, combined].map(({ name, figures }) => [name, inCentimetres(distance(figures))]);
  return `${table}\n${textTable([['Floor', 'distance, cm'], ...off])}`;
}

const inCentimetres = (metres: number | null): string => (metres === null ? '–' : (100 * metres).toFixed(1));

function intervalRows({ sequences, level, figures }: Intervals<TrackingName>): readonly FiguresRow[] {
  const of = (end: keyof Interval): FiguresRow['figures'] =>
    Object.fromEntries(Object.entries(figures).map(([name, interval]) => [name, interval[end]]));
  return [
    { name: `${100 * level} % of ${sequences}, from`, figures: of('low') },
    { name: 'to', figures: of('high') },
  ];
}

function incomplete(refused: readonly Refusal[], scored: number): WorkbenchError {
  if (scored === 0 && refused.length === 1) return refused[0]!.error;
  const sentences = refused.map(({ error }) => error.message);
  const rest = `${refused.length} of ${refused.length + scored} sequences have no figures, and none are combined of them.`;
  return new WorkbenchError('score/incomplete', [...sentences, rest].join('\n'));
}
