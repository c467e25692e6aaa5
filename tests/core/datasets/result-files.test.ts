import { describe, expect, test } from 'vitest';
import { type TruthPaths, groundTruthIn, runsIn } from '#core/datasets/result-files.ts';

const truth = (...names: string[]): TruthPaths => ({
  kind: 'mot',
  sequences: new Map(names.map((name) => [name, `gt/${name}.txt`])),
});
const shown = (paths: readonly string[], of: TruthPaths) =>
  runsIn(paths, of).map(({ kind, name, sequences }) => [kind, name, Object.fromEntries(sequences)]);

describe('ground truth among dropped files', () => {
  test.each([
    ['a folder of MOTChallenge', ['d/A/gt/gt.txt', 'd/A/det/det.txt', 'd/A/seqinfo.ini'], { A: 'd/A/gt/gt.txt' }],
    ['folders of sequences, dropped together', ['A/gt/gt.txt', 'B/gt/gt.txt'], { A: 'A/gt/gt.txt', B: 'B/gt/gt.txt' }],
    ['gt beside results', ['d/SOURCE.txt', 'd/gt/A.txt', 'd/golden.json', 'd/T/A.txt'], { A: 'd/gt/A.txt' }],
    ['loose files', ['A.txt', 'gt.txt'], { A: 'A.txt', gt: 'gt.txt' }],
  ])('%s', (_, paths, sequences) => {
    const found = groundTruthIn(paths);
    expect(found?.kind).toBe('mot');
    expect(Object.fromEntries(found!.sequences)).toEqual(sequences);
  });

  test('COCO’s annotations are known by their name, or by being the only JSON', () => {
    const found = (...paths: string[]) => Object.fromEntries(groundTruthIn(paths)!.sequences);
    expect(found('d/SOURCE.txt', 'd/expected.json', 'd/instances_val.json')).toEqual({
      instances_val: 'd/instances_val.json',
    });
    expect(found('shelf.json')).toEqual({ shelf: 'shelf.json' });
  });

  test('is none among notes and pictures', () => {
    expect(groundTruthIn(['notes.md', 'd/img1/000001.jpg'])).toBeNull();
  });
});

describe('runs among dropped files', () => {
  test('a folder is one run, in whatever layout', () => {
    expect(shown(['T/A.txt', 'T/B.txt', 'T/log.txt'], truth('A', 'B'))).toEqual([
      ['mot', 'T', { A: 'T/A.txt', B: 'T/B.txt' }],
    ]);
    expect(shown(['T/data/A.txt'], truth('A'))).toEqual([['mot', 'T', { A: 'T/data/A.txt' }]]);
  });

  test('a folder of folders is a run each, and ground truth beside them is none', () => {
    const paths = ['d/gt/A.txt', 'd/seqinfo/A.ini', 'd/SOURCE.txt', 'd/T/A.txt', 'd/U/data/A.txt'];
    expect(shown(paths, truth('A')).map(([, name]) => name)).toEqual(['T', 'U']);
  });

  test('the detectors of MOT17 belong to the sequence', () => {
    expect(shown(['T/MOT17-02-DPM.txt', 'T/MOT17-02-SDP.txt'], truth('MOT17-02'))).toHaveLength(1);
  });

  test('loose files called as sequences are one run, others one each', () => {
    expect(shown(['A.txt', 'B.txt'], truth('A', 'B'))).toEqual([['mot', null, { A: 'A.txt', B: 'B.txt' }]]);
    expect(shown(['one.txt', 'two.txt'], truth('gt')).map(([, name]) => name)).toEqual(['one', 'two']);
  });

  test('every JSON is a run, and COCO’s own ground truth is none', () => {
    const coco: TruthPaths = { kind: 'coco', sequences: new Map([['instances', 'd/instances.json']]) };
    expect(shown(['d/instances.json', 'd/b.json', 'd/a.json', 'd/notes.txt'], coco).map(([, name]) => name)).toEqual([
      'a',
      'b',
    ]);
  });

  test('a folder of files that no ground truth is called as is told, not lost', () => {
    expect(shown(['T/X.txt'], truth('A'))).toEqual([['mot', 'T', { X: 'T/X.txt' }]]);
  });
});
