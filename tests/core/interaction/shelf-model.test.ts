import { expect, test } from 'vitest';
import { shelfModel } from '#core/interaction/shelf-model.ts';
import { CRISPS, WATER, tinyProject } from '../../support/tiny-project.ts';

test('plates stand in order, touch their neighbours and carry what the planogram says', () => {
  const { plates, shelves, plateOf } = shelfModel(tinyProject());
  expect(shelves).toEqual([{ shelf: 'f1-s1', fixture: 'f1', plates: [0, 1, 2, 3] }]);
  expect(plates.map(({ plate, left, right }) => [plate, left, right])).toEqual([
    ['f1-s1-p1', null, 1],
    ['f1-s1-p2', 0, 2],
    ['f1-s1-p3', 1, 3],
    ['f1-s1-p4', 2, null],
  ]);
  expect(plates.map(({ skus }) => skus.map(({ gtin }) => gtin))).toEqual([[CRISPS], [CRISPS], [WATER], []]);
  expect(plates[2]).toMatchObject({ at: { x: 2, y: 2.8, z: 0.9 }, skus: [{ gtin: WATER, unitWeight: 538 }] });
  expect(plateOf.get('f1-s1-p3')).toBe(2);
});

test('plates on both sides of one without a scale do not touch', () => {
  const project = tinyProject();
  const sensors = project.sensors.filter(({ plate }) => plate !== 'f1-s1-p2');
  const { plates } = shelfModel({ ...project, sensors });
  expect(plates.map(({ plate, left, right }) => [plate, left, right])).toEqual([
    ['f1-s1-p1', null, null],
    ['f1-s1-p3', null, 2],
    ['f1-s1-p4', 1, null],
  ]);
});

test('an SKU of unknown weight cannot be told by weight', () => {
  const project = tinyProject();
  const skus = project.skus.map((sku) => ({ ...sku, unitWeight: sku.gtin === WATER ? null : sku.unitWeight }));
  const model = shelfModel({ ...project, skus });
  expect(model.plates[2]!.skus).toEqual([]);
  expect(model.skus.map(({ gtin }) => gtin)).toEqual([CRISPS]);
});
