import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hotaCurves } from '#core/metrics/hota.ts';
import { scoreWorld } from '#core/metrics/score-world.ts';
import { tracking } from '#core/metrics/tracking.ts';
import { readWorldTracked, readWorldTruth } from '#core/metrics/world-rows.ts';
import { data } from '../../support/data.ts';

const row = (frame: number, id: number, x: number, y: number, z = 1) =>
  `${frame} ${id} -1 -1 -1 -1 -1 ${x} ${y} ${z}\n`;
const sumsOf = (truth: string, tracked: string, radius = 0.5, length: number | null = null) =>
  scoreWorld('shop', readWorldTruth(truth, 'gt.txt'), readWorldTracked(tracked, 'out.txt'), length, radius);
const score = (...args: Parameters<typeof sumsOf>) => tracking.finish(sumsOf(...args));
const bad = (message: string) => expect.objectContaining({ code: 'dataset/malformed', message });

describe('two are alike by their distance on the floor', () => {
  test.each([
    [0, 1],
    [0.25, 0.75],
    [0.5, 0.5],
  ])('%f m apart with a radius of half a metre: %f', (x, similarity) => {
    expect(score(row(1, 1, 0, 0), row(1, 9, x, 0))).toMatchObject({ TP: 1, MOTP: similarity });
  });

  test('farther than the radius nobody is found, and HOTA still sees who is nearer than twice of it', () => {
    const sums = sumsOf(row(1, 1, 0, 0), row(1, 9, 0.75, 0));
    expect(tracking.finish(sums)).toMatchObject({ TP: 0, IDF1: 0 });
    expect(hotaCurves(sums.hota).DetA.slice(0, 6)).toEqual([1, 1, 1, 1, 1, 0]);
    expect(score(row(1, 1, 0, 0), row(1, 9, 1, 0)).HOTA).toBe(0);
  });

  test('height does not matter, the radius does', () => {
    expect(score(row(1, 1, 0, 0, 0), row(1, 9, 0.3, 0.4, 9)).MOTP).toBe(0.5);
    expect(score(row(1, 1, 0, 0), row(1, 9, 0.3, 0.4), 1).MOTP).toBe(0.75);
  });
});

describe('is refused', () => {
  const truth = row(1, 1, 2, 3);
  test.each([
    ['an empty file', '', 'the file is empty; expected tracks, a row a person', 1],
    [
      'a file without positions',
      '1,1,0,0,20,40,1,1,1\n',
      'it has 9 columns; expected 10 to 13: frame, id, -1, -1, -1, -1, -1, X, Y, Z, …',
      1,
    ],
    [
      'a file of boxes',
      '1,1,5,5,20,40,1,-1,-1,-1\n',
      'column 8 (X) is “-1”; expected metres, and all rows have -1, -1, -1; is it a file of boxes?',
      1,
    ],
    [
      'detections',
      row(1, -1, 2, 3),
      'column 2 (id) is “-1”; expected an identity, 0 or more; is it a detection file?',
      1,
    ],
    ['NaN', truth.replace(' 3 ', ' nan '), 'column 9 (Y) is “nan”; expected a number', 1],
    ['a frame of 0', row(0, 1, 2, 3), 'column 1 (frame) is “0”; expected a whole number from 1', 1],
    [
      'a frame past the end',
      truth + row(2, 1, 2, 3),
      'column 1 (frame) is “2”; expected 1 to 1, the frames of shop',
      2,
    ],
    [
      'an id twice in a frame',
      truth + truth,
      'column 2 (id) is “1”; expected an id once a frame; line 1 has it in frame 1 already',
      2,
    ],
  ])('%s', (_, text, why, line) => {
    expect(() => sumsOf(truth, text)).toThrow(bad(`out.txt:${line} is not a line of world positions: ${why}`));
  });
});

const folder = data('cmc-4cam');
if (!folder) console.log('cmc-4cam is not in the data folder: positions in a room are not scored as TrackEval does');

describe.skipIf(!folder)('a room with four cameras, as TrackEval scores its authors’ tracker at half a metre', () => {
  const golden = folder ? JSON.parse(readFileSync(join(folder, 'golden_metrics.json'), 'utf8')) : {};

  test.each(['CMC1', 'CMC2'])('%s, every figure within 1e-6, counts equal', (name) => {
    const read = (file: string) => readFileSync(join(folder!, name, `${file}_WORLD_CENTROID.txt`), 'utf8');
    const sums = sumsOf(read('GT'), read('EST_MSGLMB'));
    const calledThere: Record<string, string> = { TP: 'CLR_TP', FP: 'CLR_FP', FN: 'CLR_FN' };
    const figures: Readonly<Record<string, number>> = tracking.finish(sums);
    for (const [figure, { kind }] of Object.entries(tracking.figures)) {
      const wanted: number | undefined = golden[name][calledThere[figure] ?? figure];
      if (wanted === undefined) continue;
      if (kind === 'count') expect(figures[figure], figure).toBe(wanted);
      else expect(Math.abs(figures[figure]! - wanted), figure).toBeLessThan(1e-6);
    }
    for (const figure of ['HOTA', 'DetA', 'AssA', 'LocA'] as const) {
      hotaCurves(sums.hota)[figure].forEach((value, a) => {
        expect(Math.abs(value - golden[name][`${figure}_alpha`][a]), `${figure} at ${a}`).toBeLessThan(1e-6);
      });
    }
  });
});
