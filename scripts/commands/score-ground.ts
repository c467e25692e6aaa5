import { readFileSync } from 'node:fs';
import { readGroundDetected, readGroundTruth } from '#core/metrics/ground-rows.ts';
import { ground } from '#core/metrics/ground.ts';
import { scoreGround } from '#core/metrics/score-ground.ts';
import type { Command } from './command.ts';
import { figuresTable } from './figures-table.ts';
import { existingFile, readArguments, readLength } from './read-arguments.ts';
import { shown } from './score-files.ts';

/** Scores where people were detected on the floor: MODA and MODP. */
export const scoreGroundCommand: Command = {
  name: 'score ground',
  usage: '--truth FILE --detected FILE [--cell 0.025] [--radius 0.5] [--all-frames] [--json]',
  async run(args) {
    const options = {
      truth: { type: 'string' },
      detected: { type: 'string' },
      cell: { type: 'string', default: '0.025' },
      radius: { type: 'string', default: '0.5' },
      'all-frames': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = readArguments(scoreGroundCommand, args, { options });
    const truthPath = existingFile(scoreGroundCommand, '--truth', values.truth);
    const detectedPath = existingFile(scoreGroundCommand, '--detected', values.detected);
    const cell = readLength(scoreGroundCommand, '--cell', values.cell);
    const radius = readLength(scoreGroundCommand, '--radius', values.radius);
    const truth = readGroundTruth(readFileSync(truthPath, 'utf8'), shown(truthPath));
    const detected = readGroundDetected(readFileSync(detectedPath, 'utf8'), shown(detectedPath));

    const sums = scoreGround(truth, detected, cell, radius, values['all-frames'] ? 'all' : 'detected');
    const figures = ground.finish(sums);
    const { leftOut } = sums;
    const told = leftOut === 0 ? {} : { leftOut };
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ ...figures, ...told })}\n`
        : figuresTable([ground], [{ name: shown(detectedPath), figures }]),
    );
    if (leftOut > 0) process.stderr.write(`${leftOutSentence(leftOut, shown(truthPath))}\n`);
  },
};

function leftOutSentence(frames: number, file: string): string {
  const them =
    frames === 1
      ? `1 frame of ${file} has people and no detection and is left out`
      : `${frames} frames of ${file} have people and no detection and are left out`;
  return `${them}, as MVDet does. With --all-frames these people are missed.`;
}
