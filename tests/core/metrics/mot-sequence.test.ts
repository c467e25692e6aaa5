import { describe, expect, test } from 'vitest';
import { scoreText } from '../../support/mot-text.ts';

/** A pedestrian, and 100 px to the right of them something of `kind`. */
const beside = (kind: number, conf = 0) => `1,1,0,0,20,40,1,1,1\n1,2,100,0,20,40,${conf},${kind},1\n`;
const both = '1,7,0,0,20,40,1,-1,-1,-1\n1,8,100,0,20,40,1,-1,-1,-1\n';

describe('MOT17', () => {
  test.each([
    [2, 'a person on a vehicle'],
    [7, 'a static person'],
    [8, 'a distractor'],
    [12, 'a reflection'],
  ])('what is tracked on class %i, %s, is left out', (kind) => {
    expect(scoreText(beside(kind), both, 'mot17')).toMatchObject({ TP: 1, FP: 0, FN: 0, HOTA: 1 });
  });

  test.each([
    [3, 'a car'],
    [6, 'a vehicle without a motor'],
    [9, 'an occluder'],
    [13, 'a crowd'],
  ])('what is tracked on class %i, %s, is invented', (kind) => {
    expect(scoreText(beside(kind), both, 'mot17')).toMatchObject({ TP: 1, FP: 1, FN: 0 });
  });

  test('a pedestrian whose conf is 0 is not evaluated, and what is tracked there is invented', () => {
    expect(scoreText(beside(1, 0), both, 'mot17')).toMatchObject({ TP: 1, FP: 1, FN: 0 });
  });

  test('of conf only the whole part is looked at, as TrackEval does', () => {
    expect(scoreText(beside(1, 0.9), both, 'mot17')).toMatchObject({ TP: 1, FP: 1 });
    expect(scoreText(beside(1, 2), both, 'mot17')).toMatchObject({ TP: 2, FP: 0 });
  });

  test('a distractor that is evaluated by its conf is left out all the same', () => {
    expect(scoreText(beside(8, 1), both, 'mot17')).toMatchObject({ TP: 1, FP: 0, FN: 0 });
  });

  test('a track stands for one box only: a pedestrian at the same place keeps it from the distractor', () => {
    const truth = '1,1,0,0,20,40,1,1,1\n1,2,2,0,20,40,0,8,1\n';
    expect(scoreText(truth, '1,7,0,0,20,40,1\n', 'mot17')).toMatchObject({ TP: 1, FP: 0, FN: 0 });
    expect(scoreText(truth, '1,7,2,0,20,40,1\n', 'mot17')).toMatchObject({ TP: 0, FP: 0, FN: 1 });
  });

  test('matched is from an overlap of a half on', () => {
    const tracked = (width: number) => `1,7,0,0,20,40,1\n1,8,100,0,${width},40,1\n`;
    expect(scoreText(beside(8), tracked(10), 'mot17').FP).toBe(0);
    expect(scoreText(beside(8), tracked(9.99), 'mot17').FP).toBe(1);
  });

  test('whoever is tracked only on distractors is no identity', () => {
    expect(scoreText(beside(8), both, 'mot17')).toMatchObject({ IDP: 1, IDF1: 1 });
  });
});

test('MOT20 leaves vehicles without a motor out as well', () => {
  expect(scoreText(beside(6), both, 'mot20')).toMatchObject({ TP: 1, FP: 0 });
  expect(scoreText(beside(8), both, 'mot20')).toMatchObject({ TP: 1, FP: 0 });
});

describe('MOT15', () => {
  const truth = (conf: number) => `1,1,0,0,20,40,1,-1,-1,-1\n1,2,100,0,20,40,${conf},-1,-1,-1\n`;

  test('rows whose conf is 0 are not evaluated', () => {
    expect(scoreText(truth(0), both, 'mot15')).toMatchObject({ TP: 1, FP: 1, FN: 0 });
    expect(scoreText(truth(1), both, 'mot15')).toMatchObject({ TP: 2, FP: 0, FN: 0 });
  });

  test('metres in the eighth column are no class', () => {
    const metres = '1,1,0,0,20,40,1,8,4.5,0\n';
    expect(scoreText(metres, '1,7,0,0,20,40,1\n', 'mot15')).toMatchObject({ TP: 1, FP: 0, FN: 0 });
  });
});

describe('boxes and frames', () => {
  test('overlap is measured from edge to edge, without a pixel more', () => {
    expect(scoreText('1,1,0,0,20,40,1,1,1\n', '1,7,10,0,20,40,1\n', 'mot17').TP).toBe(0);
    expect(scoreText('1,1,0,0,20,40,1,1,1\n', '1,7,5,0,20,40,1\n', 'mot17')).toMatchObject({ TP: 1, MOTP: 0.6 });
  });

  test('a box without an area is like nothing, not even itself', () => {
    expect(scoreText('1,1,5,5,0,40,1,1,1\n', '1,7,5,5,0,40,1\n', 'mot17')).toMatchObject({ TP: 0, FP: 1, FN: 1 });
  });

  test('identity 0 is one like any other, also written 0.0', () => {
    expect(scoreText('1,0,0,0,20,40,1,1,1\n', '1,0.0,0,0,20,40,1\n', 'mot17').IDF1).toBe(1);
  });

  test('without a length the sequence ends with its truth', () => {
    const [truth, late] = ['1,1,0,0,20,40,1,1,1\n', '2,7,0,0,20,40,1\n'];
    expect(() => scoreText(truth, late, 'mot17')).toThrow('out.txt:1');
    expect(scoreText(truth, late, 'mot17', 2)).toMatchObject({ FN: 1, FP: 1 });
  });
});
