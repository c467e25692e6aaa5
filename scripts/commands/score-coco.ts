import { readFileSync } from 'node:fs';
import { readCocoDetections } from '#core/datasets/coco-detections.ts';
import { readCocoTruth } from '#core/datasets/coco-truth.ts';
import { coco } from '#core/metrics/coco.ts';
import { scoreCoco } from '#core/metrics/score-coco.ts';
import type { Command } from './command.ts';
import { figuresTable } from './figures-table.ts';
import { existingFile, readArguments } from './read-arguments.ts';
import { shown } from './score-files.ts';

/** Scores boxes against COCO's annotations: average precision and recall. */
export const scoreCocoCommand: Command = {
  name: 'score coco',
  usage: '--truth FILE --detections FILE [--json]',
  async run(args) {
    const options = {
      truth: { type: 'string' },
      detections: { type: 'string' },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = readArguments(scoreCocoCommand, args, { options });
    const truthPath = existingFile(scoreCocoCommand, '--truth', values.truth);
    const detectionsPath = existingFile(scoreCocoCommand, '--detections', values.detections);
    const truth = readCocoTruth(readFileSync(truthPath, 'utf8'), shown(truthPath));
    const detections = readCocoDetections(readFileSync(detectionsPath, 'utf8'), shown(detectionsPath), truth);

    const figures = coco.finish(scoreCoco(truth, detections));
    process.stdout.write(
      values.json ? `${JSON.stringify(figures)}\n` : figuresTable([coco], [{ name: shown(detectionsPath), figures }]),
    );
  },
};
