import { describe, expect, test } from 'vitest';
import { scoreText } from '../../support/mot-text.ts';

const truth = '1,1,0,0,20,40,1,1,1\n2,1,0,0,20,40,1,1,1\n';
const tracked = '1,7,0,0,20,40,1,-1,-1,-1\n';
const bad = (message: string) =>
  expect.objectContaining({ code: 'dataset/malformed', message: expect.stringContaining(message) });

describe('as ground truth is refused', () => {
  test.each([
    ['an empty file', '', 'gt.txt:1 is not a MOT line: the file is empty; expected ground truth'],
    [
      'a detection file',
      '1,-1,0,0,20,40,0.9\n',
      'gt.txt:1 is not a MOT line: column 2 (id) is “-1”; expected an identity',
    ],
    ['what has no classes', '1,1,0,0,20,40,1\n', 'gt.txt:1 is not a MOT line: it has no column 8 (class)'],
    ['a file of MOT15', '\n1,1,0,0,20,40,1,-1,-1,-1\n', 'gt.txt:2 is not a MOT line: column 8 (class) is “-1”'],
    [
      'metres for a class',
      '1,1,0,0,20,40,1,4.5,1.7,0\n',
      'column 8 (class) is “4.5”; expected a class of MOT17, 1 to 13',
    ],
    ['a class nobody knows', '1,1,0,0,20,40,1,14,1\n', 'column 8 (class) is “14”'],
    [
      'a frame past the end',
      `${truth}4,1,0,0,20,40,1,1,1\n`,
      'gt.txt:3 is not a MOT line: column 1 (frame) is “4”; expected 1 to 3',
    ],
    [
      'an id twice in a frame',
      `${truth}\n2,1,9,9,20,40,0,8,1\n`,
      'gt.txt:4 is not a MOT line: column 2 (id) is “1”; expected an id once a frame; line 2 has it',
    ],
  ])('%s', (_, text, message) => {
    expect(() => scoreText(text, tracked, 'mot17', 3)).toThrow(bad(message));
  });

  test('a file with classes where MOT15 has none', () => {
    const text = `${truth}3,2,0,0,20,40,0,7,1\n`;
    expect(() => scoreText(text, tracked, 'mot15')).toThrow(bad('gt.txt:3 is not a MOT line: column 8 (class) is “7”'));
    expect(scoreText(truth, tracked, 'mot15').TP).toBe(1);
  });
});

describe('as tracks is refused', () => {
  test.each([
    ['an empty file', ' \n', 'out.txt:1 is not a MOT line: the file is empty; expected tracks'],
    [
      'a detection file',
      `${tracked}2,-1,0,0,20,40,0.9,-1,-1,-1\n`,
      'out.txt:2 is not a MOT line: column 2 (id) is “-1”',
    ],
    ['ground truth', '1,1,0,0,20,40,1,8,1\n', 'out.txt:1 is not a MOT line: column 8 (class) is “8”'],
    [
      'a frame past the end',
      '4,7,0,0,20,40,1\n',
      'out.txt:1 is not a MOT line: column 1 (frame) is “4”; expected 1 to 3, the frames of aisle',
    ],
    ['an id twice in a frame', `${tracked}${tracked}`, 'out.txt:2 is not a MOT line: column 2 (id) is “7”'],
    ['a negative size', '1,7,0,0,20,-40,1\n', 'column 6 (height) is “-40”; expected 0 or more'],
    ['no number', '1,7,0,0,nan,40,1\n', 'column 5 (width) is “nan”; expected a number'],
  ])('%s', (_, text, message) => {
    expect(() => scoreText(truth, text, 'mot17', 3)).toThrow(bad(message));
  });

  test('the details say where', () => {
    expect(() => scoreText(truth, '1,7,0,0,20,-40,1\n', 'mot17')).toThrow(
      expect.objectContaining({ details: { file: 'out.txt', line: 1, column: 6 } }),
    );
  });
});
