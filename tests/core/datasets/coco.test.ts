import { describe, expect, test } from 'vitest';
import { readCocoDetections } from '#core/datasets/coco-detections.ts';
import { readCocoTruth } from '#core/datasets/coco-truth.ts';

const annotation = { id: 0, image_id: 7, category_id: 18, bbox: [1, 2, 30, 40], area: 900.5, iscrowd: 0 };
const truth = {
  info: { year: 2014 },
  images: [{ id: 7, file_name: 'a.jpg' }, { id: 9 }],
  categories: [{ id: 18, name: 'dog', supercategory: 'animal' }],
  annotations: [annotation, { ...annotation, id: 4, iscrowd: 1, segmentation: { counts: [] } }],
};
const result = { image_id: 7, category_id: 18, bbox: [1, 2, 30, 40], score: 0.5 };
const json = (value: unknown) => JSON.stringify(value);
const read = () => readCocoTruth(json(truth), 'gt.json');
const bad = (message: string) => expect.objectContaining({ code: 'dataset/malformed', message });

test('ground truth is read without what boxes do not need, behind a byte order mark as well', () => {
  const box = { image: 7, category: 18, box: [1, 2, 30, 40], area: 900.5 };
  expect(readCocoTruth(`\uFEFF${json(truth)}`, 'gt.json')).toEqual({
    file: 'gt.json',
    images: [7, 9],
    categories: [{ id: 18, name: 'dog' }],
    annotations: [
      { ...box, crowd: false },
      { ...box, crowd: true },
    ],
  });
});

test('iscrowd may be missing, and then nothing is a crowd; ignore is not looked at, nor does pycocotools look at it', () => {
  const text = json({ ...truth, annotations: [{ ...annotation, iscrowd: undefined, ignore: 1 }] });
  expect(readCocoTruth(text, 'gt.json').annotations[0]!.crowd).toBe(false);
});

test('results are read in the order of the file; there may be none', () => {
  expect(readCocoDetections(json([result]), 'out.json', read())).toEqual([
    { image: 7, category: 18, box: [1, 2, 30, 40], score: 0.5 },
  ]);
  expect(readCocoDetections('[]', 'out.json', read())).toEqual([]);
});

describe('as ground truth is refused', () => {
  const changed = (change: object) =>
    json({ ...truth, annotations: [annotation, { ...annotation, id: 1, ...change }] });
  test.each([
    ['an empty file', ' \n', 'it is empty'],
    [
      'a list',
      json([result]),
      'it is a list of 1; expected an object with images, categories and annotations; is it a file of results?',
    ],
    ['other JSON', json({ type: 'FeatureCollection' }), 'images is missing'],
    ['a number', '7', 'it is “7”; expected an object with images, categories and annotations'],
    ['a box of three', changed({ bbox: [1, 2, 3] }), 'annotations[1].bbox[3] is missing'],
    ['a box that is none', changed({ bbox: 'here' }), 'annotations[1].bbox is “here”; expected [x, y, width, height]'],
    ['a width below 0', changed({ bbox: [1, 2, -3, 4] }), 'annotations[1].bbox[2] is “-3”; expected 0 or more'],
    [
      'NaN',
      changed({ bbox: [1, 2, 3, 4] }).replace('[1,2,3,4]', '[1,2,3,NaN]'),
      'annotations[1].bbox[3] is “NaN”; expected a number',
    ],
    [
      'Infinity',
      changed({ area: 77 }).replace('77', '-Infinity'),
      'annotations[1].area is “-Infinity”; expected a number',
    ],
    [
      'more than a number holds',
      changed({ area: 77 }).replace('77', '1e999'),
      'annotations[1].area is “Infinity”; expected a finite number',
    ],
    ['an area below 0', changed({ area: -1 }), 'annotations[1].area is “-1”; expected 0 or more'],
    ['no area', changed({ area: undefined }), 'annotations[1].area is missing'],
    ['a crowd of 2', changed({ iscrowd: 2 }), 'annotations[1].iscrowd is “2”; expected 0 or 1'],
    ['an id that is none', changed({ id: 1.5 }), 'annotations[1].id is “1.5”; expected a whole number'],
    ['an id twice', changed({ id: 0 }), 'annotations[1].id is “0”; expected an id of its own, annotations[0] has it'],
    ['an image nobody knows', changed({ image_id: 8 }), 'annotations[1].image_id is “8”; expected an id of images'],
    [
      'a category nobody knows',
      changed({ category_id: 1 }),
      'annotations[1].category_id is “1”; expected an id of categories',
    ],
    ['a category without a name', json({ ...truth, categories: [{ id: 18 }] }), 'categories[0].name is missing'],
    [
      'an image twice',
      json({ ...truth, images: [{ id: 7 }, { id: 7 }] }),
      'images[1].id is “7”; expected an id of its own, images[0] has it',
    ],
  ])('%s', (_, text, why) => {
    expect(() => readCocoTruth(text, 'gt.json')).toThrow(bad(`gt.json is not COCO ground truth: ${why}`));
  });

  test.each([
    ['rows of MOT', '1,1,0,0,20,40,1\n', 1, 2],
    ['a comma too many in its third line', '{\n"images": [],\n"categories": [,]}', 3, 16],
    ['half of a file', '{\n"images": [', 2, 12],
  ])('what is not JSON, with line and column where it stops being it: %s', (_, text, line, column) => {
    const message = new RegExp(`^gt\\.txt:${line}:${column} is not COCO ground truth: it is not JSON \\(.+\\)$`, 'u');
    expect(() => readCocoTruth(text, 'gt.txt')).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(message),
        details: { file: 'gt.txt', line, column },
      }),
    );
  });

  test('a text that only speaks of NaN is left as it is', () => {
    const named = json({ ...truth, categories: [{ id: 18, name: 'NaN "Infinity"' }] });
    expect(readCocoTruth(named, 'gt.json').categories[0]!.name).toBe('NaN "Infinity"');
  });
});

describe('as results are refused', () => {
  const more = (change: object) => json([result, { ...result, ...change }]);
  test.each([
    [
      'ground truth',
      json(truth),
      'it is an object; expected a list of results, each with image_id, category_id, bbox and score; is it ground truth?',
    ],
    ['annotations without scores', json([annotation]), '[0].score is missing'],
    ['a list of lists', json([[1, 2, 3]]), '[0].image_id is missing'],
    ['a height below 0', more({ bbox: [1, 2, 3, -4] }), '[1].bbox[3] is “-4”; expected 0 or more'],
    ['a score of NaN', more({ score: 99 }).replace('99', 'NaN'), '[1].score is “NaN”; expected a number'],
    ['an image nobody knows', more({ image_id: 8 }), '[1].image_id is “8”; expected one of the 2 images of gt.json'],
    [
      'a category nobody knows',
      more({ category_id: 1 }),
      '[1].category_id is “1”; expected one of the categories of gt.json: 18 dog',
    ],
  ])('%s', (_, text, why) => {
    expect(() => readCocoDetections(text, 'out.json', read())).toThrow(
      bad(`out.json is not a list of COCO results: ${why}`),
    );
  });

  test('the place is in the details, for whoever shows more than a sentence', () => {
    expect(() => readCocoDetections(more({ bbox: [1, 2, 3, -4] }), 'out.json', read())).toThrow(
      expect.objectContaining({ details: { file: 'out.json', place: '[1].bbox[3]' } }),
    );
  });
});
