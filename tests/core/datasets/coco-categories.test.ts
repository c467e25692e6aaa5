import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cocoCategories } from '#core/datasets/coco-categories.ts';
import { labelLists } from '#engines/model-card.ts';
import { data } from '../../support/data.ts';

const cocoLabels = labelLists['coco-80']!;
const annotations = data('coco-eval/instances_val2014_100.json');

test.skipIf(annotations === null)('the 80 classes of detectors have the ids and the names of COCO’s own file', () => {
  const { categories } = JSON.parse(readFileSync(annotations!, 'utf8')) as {
    categories: { id: number; name: string }[];
  };
  const own = categories.map(({ id, name }) => ({ id, name })).toSorted((a, b) => a.id - b.id);
  expect(cocoCategories(cocoLabels, cocoLabels)).toEqual(own);
});

test('a detector of some of COCO’s classes keeps COCO’s ids, in whatever order its classes are', () => {
  expect(cocoCategories(['toothbrush', 'person'], cocoLabels)).toEqual([
    { id: 90, name: 'toothbrush' },
    { id: 1, name: 'person' },
  ]);
});

test('one class that COCO does not have, and all are counted from 1: ids of two kinds would not be told apart', () => {
  expect(cocoCategories(['person', 'trolley'], cocoLabels)).toEqual([
    { id: 1, name: 'person' },
    { id: 2, name: 'trolley' },
  ]);
});
