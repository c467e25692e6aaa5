import { upToFrame } from '#core/metrics/mot-rows.ts';
import { meanDistance, scoreWorld } from '#core/metrics/score-world.ts';
import { readWorldTracked, readWorldTruth } from '#core/metrics/world-rows.ts';
import type { Command } from './command.ts';
import { readArguments, readLength } from './read-arguments.ts';
import { scoreSequences, sequenceOptions } from './score-sequences.ts';

/** Scores tracks on the floor, in metres: HOTA, CLEAR and Identity. */
export const scoreWorldCommand: Command = {
  name: 'score world',
  usage: '--truth DIR|FILE --tracked DIR|FILE [--radius 0.5] [--sequences A,B] [--json]',
  async run(args) {
    const options = { ...sequenceOptions, radius: { type: 'string', default: '0.5' } } as const;
    const { values } = readArguments(scoreWorldCommand, args, { options });
    const radius = readLength(scoreWorldCommand, '--radius', values.radius);
    scoreSequences(scoreWorldCommand, values, {
      readTruth: readWorldTruth,
      readTracked: readWorldTracked,
      upToFrame,
      score: (sequence, truth, tracked, length) => scoreWorld(sequence, truth, tracked, length, radius),
      distance: (figures) => meanDistance(figures, radius),
    });
  },
};
