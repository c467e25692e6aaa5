import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coco } from '#core/metrics/coco.ts';
import { scoreCocoCommand } from '../../../scripts/commands/score-coco.ts';
import { data } from '../../support/data.ts';
import { runCli } from '../../support/run-cli.ts';
import { folder, written } from '../../support/score-command.ts';

const box = { image_id: 7, category_id: 1, bbox: [0, 0, 10, 10] };
const truth = JSON.stringify({
  images: [{ id: 7 }],
  categories: [{ id: 1, name: 'person' }],
  annotations: [{ ...box, id: 1, area: 100, iscrowd: 0 }],
});
const shop = (detections: string) => {
  const root = folder({ 'gt.json': truth, 'out.json': detections });
  return ['--truth', join(root, 'gt.json'), '--detections', join(root, 'out.json')];
};
const right = JSON.stringify([{ ...box, score: 0.9 }]);

describe('cli score coco', { timeout: 60_000 }, () => {
  test('gives the twelve figures in one line, -1 where there is nothing to be found', async () => {
    const { stdout } = await written(scoreCocoCommand, ...shop(right), '--json');
    expect(stdout.endsWith('}\n')).toBe(true);
    const figures = JSON.parse(stdout);
    expect(Object.keys(figures)).toEqual(Object.keys(coco.figures));
    expect(figures).toMatchObject({ AP: expect.closeTo(1, 12), APs: expect.closeTo(1, 12), APm: -1, ARl: -1, AR1: 1 });
  });

  test('without --json a table in percent, with a dash where there is nothing to be found', async () => {
    const { stdout } = await written(scoreCocoCommand, ...shop(right));
    const cells = stdout.split('\n').map((line) => line.trim().split(/\s+/u));
    expect(cells[0]!.slice(0, 5)).toEqual(['COCO', 'AP', 'AP50', 'AP75', 'APs']);
    expect(cells[1]!.slice(1, 7)).toEqual(['100.000', '100.000', '100.000', '100.000', '–', '–']);
  });

  test('a bad file is told with its place, and nothing is written', async () => {
    const args = shop(JSON.stringify([{ ...box, score: 0.9, bbox: [0, 0, -1, 10] }]));
    const { stdout, stderr, status } = await runCli(['score', 'coco', ...args, '--json']);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toMatch(/out\.json is not a list of COCO results: \[0\]\.bbox\[2\] is “-1”; expected 0 or more\n$/u);
  });

  test.each([
    [['--detections', 'package.json'], '--truth is missing'],
    [['--truth', 'package.json'], '--detections is missing'],
    [['--truth', 'nowhere', '--detections', 'package.json'], '--truth: there is no file nowhere'],
  ])('%j is answered with how the command is written', async (args, why) => {
    await expect(scoreCocoCommand.run(args)).rejects.toMatchObject({
      code: 'cli/usage',
      message: `${why}. Usage: cli score coco --truth FILE --detections FILE [--json]`,
    });
  });
});

const real = data('coco-eval');
if (!real) console.log('coco-eval is not in the data folder: the command is not run on it');

test.skipIf(!real)('the real files as they are', async () => {
  const args = [
    '--truth',
    join(real!, 'instances_val2014_100.json'),
    '--detections',
    join(real!, 'instances_val2014_fakebbox100_results.json'),
  ];
  const figures = JSON.parse((await written(scoreCocoCommand, ...args, '--json')).stdout);
  const wanted = JSON.parse(readFileSync(join(real!, 'expected_bbox.json'), 'utf8')).bbox;
  expect(figures.AP).toBeCloseTo(wanted.AP_all, 9);
  expect(figures.ARl).toBeCloseTo(wanted.AR_large, 9);
});
