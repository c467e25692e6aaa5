import { describe, expect, test } from 'vitest';
import type { Detection } from '#core/detection/detection.ts';
import type { Box } from '#core/geometry/box.ts';
import { type Look, associate as associateRows } from '#core/tracking/association.ts';
import { pixelIou } from '#core/tracking/box-rows.ts';
import { boxRows, detectionRows, indexList } from '../../support/tracking-rows.ts';
import { person } from '../../support/walkers.ts';

function associate(
  boxes: readonly Box[],
  detections: readonly Detection[],
  candidates: readonly number[],
  cost: Look['cost'],
  limit: number,
): readonly number[] {
  const found = new Int32Array(boxes.length);
  const seen = detectionRows(detections);
  associateRows(boxRows(boxes), indexList(boxes.keys()), seen, indexList(candidates), { cost, limit }, found);
  return [...found];
}

describe('overlap in whole pixels', () => {
  test.each([
    ['the same box', { x0: 0, y0: 0, x1: 9, y1: 9 }, 1],
    ['half beside', { x0: 5, y0: 0, x1: 14, y1: 9 }, 50 / 150],
    ['sharing one column of pixels', { x0: 9, y0: 0, x1: 18, y1: 9 }, 10 / 190],
    ['sharing one corner pixel', { x0: 9, y0: 9, x1: 18, y1: 18 }, 1 / 199],
    ['next pixel over', { x0: 10, y0: 0, x1: 19, y1: 9 }, 0],
    ['next pixel below', { x0: 0, y0: 10, x1: 9, y1: 19 }, 0],
  ])('%s', (_, box, overlap) => {
    const one = { x0: 0, y0: 0, x1: 9, y1: 9 };
    expect(pixelIou(boxRows([one, box]), 0, 1)).toBeCloseTo(overlap, 12);
    expect(pixelIou(boxRows([one, box]), 1, 0)).toBeCloseTo(overlap, 12);
  });
});

describe('association', () => {
  /** 41 pixels wide, 20 beside: 21 of 61 columns are shared. */
  const beside = [person(120, 200, 0.8)];
  const overlap = 21 / 61;

  test.each([
    ['iou', 1 - overlap],
    ['iou-score', 1 - overlap * 0.8],
  ] as const)('by %s matches what costs less than the limit, and nothing at it', (cost, paid) => {
    const boxes = [person(100).box];
    expect(associate(boxes, beside, [0], cost, paid + 1e-9)).toEqual([0]);
    expect(associate(boxes, beside, [0], cost, paid - 1e-9)).toEqual([-1]);
  });

  test('gives indices of the detections, not of the candidates', () => {
    const detections = [person(0), person(300), person(100)];
    expect(associate([person(102).box, person(600).box, person(298).box], detections, [1, 2], 'iou', 0.9)).toEqual([
      2, -1, 1,
    ]);
  });

  test('what an earlier, larger frame left behind does not count', () => {
    const crowd = Array.from({ length: 50 }, (_, i) => person(3 * i));
    const boxes = crowd.map(({ box }) => box);
    const everybody = crowd.map((_, i) => i);
    expect(associate(boxes, crowd, everybody, 'iou', 0.5)).toEqual(everybody);
    expect(associate([person(0).box], [person(500)], [0], 'iou', 0.9)).toEqual([-1]);
    expect(associate([], crowd, everybody, 'iou', 0.5)).toEqual([]);
    expect(associate(boxes.slice(0, 2), crowd, [], 'iou', 0.5)).toEqual([-1, -1]);
  });
});
