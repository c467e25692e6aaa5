import { type MotBenchmark, type MotBenchmarkName, motBenchmarks } from '#core/metrics/mot-benchmark.ts';
import { readMotTracked, readMotTruth } from '#core/metrics/mot-rows.ts';
import { scoreMot } from '#core/metrics/score-mot.ts';
import type { Command } from './command.ts';
import { readArguments, usage } from './read-arguments.ts';
import { scoreSequences, sequenceOptions } from './score-sequences.ts';

/** Scores tracks against ground truth in MOTChallenge's format: HOTA, CLEAR and Identity. */
export const scoreMotCommand: Command = {
  name: 'score mot',
  usage: `--truth DIR|FILE --tracked DIR|FILE --benchmark ${Object.keys(motBenchmarks).join('|')} [--sequences A,B] [--json]`,
  async run(args) {
    const options = { ...sequenceOptions, benchmark: { type: 'string' } } as const;
    const { values } = readArguments(scoreMotCommand, args, { options });
    const benchmark = benchmarkNamed(values.benchmark);
    scoreSequences(scoreMotCommand, values, {
      readTruth: (text, file) => readMotTruth(text, file, benchmark),
      readTracked: (text, file) => readMotTracked(text, file, benchmark),
      score: (sequence, truth, tracked, length) => scoreMot(sequence, truth, tracked, length, benchmark),
    });
  },
};

function benchmarkNamed(name: string | undefined): MotBenchmark {
  if (name === undefined) throw usage(scoreMotCommand, '--benchmark is missing');
  if (!(name in motBenchmarks)) throw usage(scoreMotCommand, `--benchmark: there is no ${name}`);
  return motBenchmarks[name as MotBenchmarkName];
}
