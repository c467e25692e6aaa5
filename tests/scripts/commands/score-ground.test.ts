import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ground } from '#core/metrics/ground.ts';
import { scoreGroundCommand } from '../../../scripts/commands/score-ground.ts';
import { data } from '../../support/data.ts';
import { folder, written } from '../../support/score-command.ts';

const shop = (truth: string, detected: string) => {
  const root = folder({ 'gt.txt': truth, 'out.txt': detected });
  return ['--truth', join(root, 'gt.txt'), '--detected', join(root, 'out.txt')];
};

describe('cli score ground', () => {
  test('gives MODA, MODP and what they are made of in one line', async () => {
    const { stdout, stderr } = await written(scoreGroundCommand, ...shop('0 0 0\n', '0,3,4\n0,90,90\n'), '--json');
    const figures = JSON.parse(stdout);
    expect(Object.keys(figures)).toEqual(Object.keys(ground.figures));
    expect(figures).toEqual({ MODA: 0, MODP: 0.75, precision: 0.5, recall: 1, TP: 1, FP: 1, FN: 0 });
    expect(stderr).toBe('');
  });

  test('takes the size of a cell and the radius, in metres', async () => {
    const args = shop('0 0 0', '0 3 4');
    const { stdout } = await written(scoreGroundCommand, ...args, '--cell', '0.1', '--radius', '1', '--json');
    expect(JSON.parse(stdout).MODP).toBeCloseTo(0.5, 12);
  });

  test('says which frames it left out, and misses nobody out of them with --all-frames', async () => {
    const args = shop('0 0 0\n5 0 0\n', '0 0 0\n');
    const { stdout, stderr } = await written(scoreGroundCommand, ...args, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ recall: 1, leftOut: 1 });
    expect(stderr).toMatch(/^1 frame of .*gt\.txt has people and no detection and is left out, as MVDet does/u);
    const all = await written(scoreGroundCommand, ...args, '--all-frames');
    expect(all.stdout).toContain('50.000');
    expect(all.stderr).toBe('');
  });

  test.each([
    [['--radius', '0'], '--radius is “0”; expected metres, more than 0'],
    [['--cell', 'small'], '--cell is “small”; expected metres, more than 0'],
  ])('%j is answered with how the command is written', async (args, why) => {
    await expect(scoreGroundCommand.run([...shop('0 0 0', '0 0 0'), ...args])).rejects.toMatchObject({
      code: 'cli/usage',
      message: expect.stringContaining(why),
    });
  });
});

const wildtrack = data('wildtrack/gt_ground_grid_frames_0000-1795.txt');
if (!wildtrack) console.log('wildtrack is not in the data folder: its positions are not scored');

test.skipIf(!wildtrack)('the positions of WILDTRACK, all of them found where they are', async () => {
  const { stdout } = await written(scoreGroundCommand, '--truth', wildtrack!, '--detected', wildtrack!, '--json');
  expect(JSON.parse(stdout)).toEqual({ MODA: 1, MODP: 1, precision: 1, recall: 1, TP: 8566, FP: 0, FN: 0 });
});
