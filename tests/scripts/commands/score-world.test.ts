import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tracking } from '#core/metrics/tracking.ts';
import { scoreWorldCommand } from '../../../scripts/commands/score-world.ts';
import { folder, written } from '../../support/score-command.ts';

const row = (frame: number, id: number, x: number) => `${frame},${id},-1,-1,-1,-1,-1,${x},0,0.9\n`;
const truth = row(1, 1, 0) + row(2, 1, 0);

describe('cli score world', () => {
  test('gives figures of each sequence and of all, as score mot does', async () => {
    const root = folder({ 'gt.txt': truth, 'out.txt': row(1, 5, 0.25) + row(2, 5, 0.25) });
    const args = ['--truth', join(root, 'gt.txt'), '--tracked', join(root, 'out.txt')];
    const { combined, sequences } = JSON.parse((await written(scoreWorldCommand, ...args, '--json')).stdout);
    expect(Object.keys(combined)).toEqual([...Object.keys(tracking.figures), 'distance']);
    expect(Object.values(sequences)).toEqual([combined]);
    expect(combined).toMatchObject({ TP: 2, MOTP: 0.75, IDF1: 1, distance: 0.25 });
    expect((await written(scoreWorldCommand, ...args)).stdout).toMatch(
      /\nFloor +distance, cm\n.+ 25[.]0\nCombined +25[.]0\n$/u,
    );
    const near = await written(scoreWorldCommand, ...args, '--radius', '0.2', '--json');
    expect(JSON.parse(near.stdout).combined).toMatchObject({ TP: 0, FP: 2, distance: null });
  });

  test('what is tracked behind the last frame of the truth is left out, and told', async () => {
    const through = row(1, 5, 0) + row(2, 5, 0);
    const root = folder({ 'gt.txt': truth, 'out.txt': through, 'longer.txt': through + row(3, 5, 0) + row(3, 6, 9) });
    const score = (file: string) =>
      written(scoreWorldCommand, '--truth', join(root, 'gt.txt'), '--tracked', join(root, file), '--json');
    const [whole, cut] = [await score('out.txt'), await score('longer.txt')];
    expect(whole.stderr).toBe('');
    expect(cut.stderr).toMatch(/longer[.]txt: rows behind frame 2, the last of the truth, left out: 2[.]\n$/u);
    const { leftOut, ...figures } = JSON.parse(cut.stdout);
    expect(Object.values(leftOut)).toEqual([2]);
    expect(figures.combined).toEqual(JSON.parse(whole.stdout).combined);
  });

  test('a good file beside a bad one is still scored', async () => {
    const root = folder({ 'gt/A.txt': truth, 'gt/B.txt': truth, 'out/A.txt': row(1, 5, 0), 'out/B.txt': row(3, 5, 0) });
    const args = ['--truth', join(root, 'gt'), '--tracked', join(root, 'out'), '--json'];
    await expect(written(scoreWorldCommand, ...args)).rejects.toMatchObject({
      code: 'score/incomplete',
      message: expect.stringContaining(
        'B.txt:1 is not a line of world positions: column 1 (frame) is “3”; expected 1 to 2, the frames of B',
      ),
    });
  });

  test('a radius of nothing is answered with how the command is written', async () => {
    const root = folder({ 'gt.txt': truth });
    const args = ['--truth', root, '--tracked', root, '--radius', '-1'];
    await expect(scoreWorldCommand.run(args)).rejects.toMatchObject({ code: 'cli/usage' });
  });
});
