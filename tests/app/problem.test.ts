import { expect, test } from 'vitest';
import { problemWords } from '#app/problem-words.ts';
import { problemOf } from '#app/problem.ts';
import { type ErrorCode, catalogue } from '#core/errors/catalogue.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { locales, overwriteGetLocale } from '#messages/compiled/runtime.js';

const codes = Object.keys(catalogue) as ErrorCode[];

test('every failure has words of its own in every language', () => {
  expect(Object.keys(problemWords).toSorted()).toEqual(codes.toSorted());
  const texts = locales.flatMap((language) => {
    overwriteGetLocale(() => language);
    return codes.map((code) => problemWords[code]());
  });
  expect(texts.filter((text) => text.trim().length < 10)).toEqual([]);
  expect(new Set(texts).size).toBe(codes.length * locales.length);
});

test('a failure keeps the precise sentence, and the command that mends it', () => {
  const error = new WorkbenchError('clip/undecodable', 'cam1.mkv is HEVC.', {
    details: { archive: 'shop.zip', file: 'cam1.mkv', line: 3, convert: 'ffmpeg -i cam1.mkv' },
  });
  expect(problemOf(error)).toMatchObject({
    code: 'clip/undecodable',
    where: ['shop.zip', 'cam1.mkv:3'],
    sentence: 'cam1.mkv is HEVC.',
    command: 'ffmpeg -i cam1.mkv',
    trace: null,
  });
});

test('a mistake of ours can be reported with where it happened', () => {
  const problem = problemOf(new TypeError('x is not a function'));
  expect(problem).toMatchObject({ code: 'TypeError', sentence: 'x is not a function', command: null });
  expect(problem.trace).toContain('problem.test.ts');
});
