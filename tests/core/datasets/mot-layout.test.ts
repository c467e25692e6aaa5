import { describe, expect, test } from 'vitest';
import { pairSequences, seqinfoPaths, sequenceOfFile, trackedIn, truthIn } from '#core/datasets/mot-layout.ts';

describe('ground truth in a folder', () => {
  test.each([
    [
      '<sequence>/gt/gt.txt',
      ['A/gt/gt.txt', 'A/det/det.txt', 'B/gt/gt.txt', 'seqmap.txt'],
      { A: '/d/A/gt/gt.txt', B: '/d/B/gt/gt.txt' },
    ],
    ['<sequence>/gt.txt', ['A/gt.txt', 'A/out.txt', 'SOURCE.txt'], { A: '/d/A/gt.txt' }],
    ['<sequence>.txt', ['A.txt', 'B.txt', 'golden.json'], { A: '/d/A.txt', B: '/d/B.txt' }],
    ['gt/<sequence>.txt', ['SOURCE.txt', 'gt/A.txt', 'seqinfo/A.ini'], { A: '/d/gt/A.txt' }],
    ['gt/<sequence>/gt.txt', ['SOURCE.txt', 'gt/A/gt.txt', 'det/A.txt'], { A: '/d/gt/A/gt.txt' }],
    ['gt/gt.txt of one sequence', ['gt/gt.txt', 'det/det.txt'], { d: '/d/gt/gt.txt' }],
    ['nothing', ['README.md'], {}],
  ])('%s', (_, paths, found) => {
    expect(Object.fromEntries(truthIn('/d', paths))).toEqual(found);
  });
});

test('tracks in a folder: flat, under TrackEval’s data, or as ground truth lies', () => {
  const paths = ['A.txt', 'data/A.txt', 'data/B.txt', 'C/gt/gt.txt', 'notes.md'];
  expect(Object.fromEntries(trackedIn('/t', paths))).toEqual({
    A: '/t/A.txt',
    B: '/t/data/B.txt',
    C: '/t/C/gt/gt.txt',
  });
});

test.each([
  ['/x/TUD-Campus/gt/gt.txt', 'TUD-Campus'],
  ['/x/TUD-Campus/gt.txt', 'TUD-Campus'],
  ['/x/TUD-Campus.txt', 'TUD-Campus'],
  ['gt.txt', 'gt'],
])('a file alone: %s is about %s', (path, name) => {
  expect(sequenceOfFile(path)).toBe(name);
});

describe('pairs', () => {
  const paths = (...names: string[]) => new Map(names.map((name) => [name, `${name}.txt`]));
  const pairs = (truth: Map<string, string>, tracked: Map<string, string>) =>
    pairSequences(truth, tracked).pairs.map((pair) => [pair.name, pair.truth]);

  test('the three detectors of MOT17 share their ground truth', () => {
    expect(pairs(paths('MOT17-02', 'MOT17-04'), paths('MOT17-04-SDP', 'MOT17-02-SDP', 'MOT17-02-DPM'))).toEqual([
      ['MOT17-02-DPM', 'MOT17-02.txt'],
      ['MOT17-02-SDP', 'MOT17-02.txt'],
      ['MOT17-04-SDP', 'MOT17-04.txt'],
    ]);
    expect(pairs(paths('MOT17-02-DPM', 'MOT17-02-SDP'), paths('MOT17-02'))).toEqual([['MOT17-02', 'MOT17-02-DPM.txt']]);
  });

  test('each has its own where it is there', () => {
    expect(pairs(paths('MOT17-02-DPM', 'MOT17-02-SDP'), paths('MOT17-02-SDP'))).toEqual([
      ['MOT17-02-SDP', 'MOT17-02-SDP.txt'],
    ]);
  });

  test('what has no counterpart is told, on either side', () => {
    expect(pairSequences(paths('A', 'B', 'MOT17-02-DPM'), paths('B', 'C', 'MOT17-02-SDP'))).toMatchObject({
      missing: ['A'],
      extra: ['C.txt'],
    });
  });
});

describe('seqinfo.ini', () => {
  const paths = (truth: string, name: string, alone = true) => seqinfoPaths({ name, truth, tracked: '' }, alone);

  test('is in the folder of the sequence', () => {
    expect(paths('/d/A/gt.txt', 'A')[0]).toBe('/d/A/seqinfo.ini');
    expect(paths('/d/A/gt/gt.txt', 'A')).toContain('/d/A/gt/../seqinfo.ini');
  });

  test('or in one of their own beside, by the name of the tracks, or of any detector', () => {
    const found = paths('/d/gt/MOT17-02.txt', 'MOT17-02-SDP', false);
    expect(found[0]).toBe('/d/gt/../seqinfo/MOT17-02-SDP.ini');
    expect(found).toContain('/d/gt/../seqinfo/MOT17-02-DPM.ini');
  });
});
