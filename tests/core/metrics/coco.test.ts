import { describe, expect, test } from 'vitest';
import type { CocoDetection } from '#core/datasets/coco-detections.ts';
import type { CocoTruth } from '#core/datasets/coco-truth.ts';
import { COCO_IOUS, cocoOverlap } from '#core/metrics/coco-matching.ts';
import { COCO_RECALLS } from '#core/metrics/coco-precision.ts';
import { coco, cocoCurves } from '#core/metrics/coco.ts';
import { scoreCoco } from '#core/metrics/score-coco.ts';
import { found, there, truthOf } from '../../support/coco-set.ts';

const score = (truth: CocoTruth, detections: readonly CocoDetection[]) => coco.finish(scoreCoco(truth, detections));

/** 100 px² each, side by side. */
const [A, B, C] = [
  [0, 0, 10, 10],
  [20, 0, 10, 10],
  [40, 0, 10, 10],
] as const;
const nowhere = [500, 500, 10, 10] as const;

describe('thresholds of overlap', () => {
  test('there are ten, 0.5 to 0.95, and they are the binary fractions NumPy has', () => {
    expect(COCO_IOUS).toEqual([0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.8999999999999999, 0.95]);
  });

  test.each([
    [[0, 0, 10, 4.9], 0],
    [[0, 0, 10, 5], 0.1],
    [[0, 0, 10, 9], 0.9],
    [[0, 0, 10, 9.5], 1],
  ] as const)('a box of %j reaches a share of %d of them; who is at a threshold has reached it', (box, share) => {
    expect(score(truthOf([there(A)]), [found(0.9, box)]).AP).toBeCloseTo(share, 12);
  });
});

describe('precision over recall', () => {
  test('is read at 101 recalls: with one of two found, 51 of them are reached', () => {
    expect(COCO_RECALLS).toHaveLength(101);
    expect(score(truthOf([there(A), there(B)]), [found(0.9, A)])).toMatchObject({
      AP: expect.closeTo(51 / 101, 12),
      AR100: 0.5,
    });
  });

  test('at a recall it is the best of this recall and any larger one', () => {
    const sums = scoreCoco(truthOf([there(A), there(B)]), [found(0.9, nowhere), found(0.8, A), found(0.7, B)]);
    expect(coco.finish(sums).AP).toBeCloseTo(2 / 3, 12);
    const ghost = [found(0.9, A), found(0.8, nowhere), found(0.7, B)];
    expect(score(truthOf([there(A), there(B)]), ghost).AP).toBeCloseTo((51 + 50 * (2 / 3)) / 101, 12);
  });

  test('the curves are these, one a threshold', () => {
    const curves = cocoCurves(scoreCoco(truthOf([there(A), there(B)]), [found(0.9, [0, 0, 10, 6])]));
    expect(curves.map(({ iou }) => iou)).toEqual(COCO_IOUS);
    expect(curves[2]!.precision.filter((value) => value > 0.999)).toHaveLength(51);
    expect(curves[3]!.precision).toEqual(COCO_RECALLS.map(() => 0));
  });

  test('a curve may be asked of one category, and there is none of one that is not there', () => {
    const sums = scoreCoco(truthOf([there(A)]), [found(0.9, A)]);
    expect(cocoCurves(sums, [1])).toEqual(cocoCurves(sums));
    expect(cocoCurves(sums, [2])).toEqual([]);
  });
});

describe('order', () => {
  test('of equal scores the one that stands first in the file goes first', () => {
    expect(score(truthOf([there(A)]), [found(0.5, A), found(0.5, nowhere)]).AP).toBeCloseTo(1, 12);
    expect(score(truthOf([there(A)]), [found(0.5, nowhere), found(0.5, A)]).AP).toBeCloseTo(0.5, 12);
  });

  test('and of those in two images the one in the image of the smaller id, wherever it stands in the file', () => {
    const truth = truthOf([there(A, { image: 2 })], [2, 1]);
    expect(score(truth, [found(0.5, A, { image: 2 }), found(0.5, nowhere)]).AP).toBeCloseTo(0.5, 12);
  });

  test('the surest chooses first, and takes what it overlaps most; nothing is found twice', () => {
    const truth = truthOf([there([0, 0, 10, 10]), there([0, 4, 10, 10])]);
    const detections = [found(0.9, [0, 3, 10, 10]), found(0.8, [0, 4, 10, 10])];
    // Up to 0.8 the first takes the second's; above, it finds nothing itself and only stands before it.
    expect(score(truth, detections)).toMatchObject({
      AP50: expect.closeTo(51 / 101, 12),
      AP: expect.closeTo((0.85 * 51) / 101, 12),
      AR100: 0.5,
    });
  });
});

describe('at most 1, 10 or 100 detections', () => {
  const ghosts = (n: number) => Array.from({ length: n }, () => found(0.9, nowhere));

  test('of an image and a category, the surest', () => {
    expect(score(truthOf([there(A)]), [...ghosts(1), found(0.8, A)])).toMatchObject({ AR1: 0, AR10: 1 });
    expect(score(truthOf([there(A)]), [...ghosts(10), found(0.8, A)])).toMatchObject({ AR10: 0, AR100: 1 });
    expect(score(truthOf([there(A)]), [...ghosts(100), found(0.8, A)])).toMatchObject({ AR100: 0, AP: 0 });
  });

  test('each image and each category has its own', () => {
    const truth = truthOf([there(A), there(A, { image: 2 }), there(B, { category: 2 })]);
    const detections = [found(0.9, A), found(0.8, A, { image: 2 }), found(0.7, B, { category: 2 })];
    expect(score(truth, detections).AR1).toBe(1);
  });
});

describe('small, medium and large', () => {
  test('is decided by the area that is annotated, not by the box', () => {
    const box = [0, 0, 100, 100] as const;
    expect(score(truthOf([there(box, { area: 900 })]), [found(0.9, box)])).toMatchObject({ ARs: 1, ARm: -1, ARl: -1 });
  });

  test.each([
    [1024, { ARs: 1, ARm: 1, ARl: -1 }],
    [9216, { ARs: -1, ARm: 1, ARl: 1 }],
    [1024.5, { ARs: -1, ARm: 1, ARl: -1 }],
  ])('both ends of a range belong to it: %d px²', (area, figures) => {
    expect(score(truthOf([there(A, { area })]), [found(0.9, A)])).toMatchObject(figures);
  });

  test('what is found of another size is neither right nor wrong', () => {
    const large = [100, 100, 200, 200] as const;
    expect(score(truthOf([there(A), there(large)]), [found(0.9, large), found(0.8, A)]).APs).toBeCloseTo(1, 12);
  });

  test('nor is a ghost of another size; one of the same size is wrong', () => {
    const truth = truthOf([there(A)]);
    expect(score(truth, [found(0.9, [300, 300, 50, 50]), found(0.8, A)]).APs).toBeCloseTo(1, 12);
    expect(score(truth, [found(0.9, nowhere), found(0.8, A)]).APs).toBeCloseTo(0.5, 12);
  });

  test('what is of another size is found once only; whoever comes second is a ghost', () => {
    const truth = truthOf([there(A), there(B, { area: 2000 })]);
    expect(score(truth, [found(0.9, B), found(0.8, B), found(0.7, A)]).APs).toBeCloseTo(0.5, 12);
  });
});

describe('crowds', () => {
  const crowd = there([0, 0, 200, 200], { crowd: true });

  test('are not to be found', () => {
    expect(score(truthOf([crowd]), [])).toMatchObject({ AP: -1, AR100: -1 });
  });

  test('the overlap with one is over the detection alone', () => {
    expect(cocoOverlap([190, 0, 20, 10], crowd)).toBe(0.5);
    expect(cocoOverlap([0, 0, 10, 10], { ...crowd, crowd: false })).toBe(100 / 40000);
  });

  test('excuse any number of detections; who stands outside is wrong', () => {
    const truth = truthOf([crowd, there([10, 10, 60, 60])]);
    const detections = [found(0.8, [80, 80, 9, 9]), found(0.7, [90, 90, 9, 9]), found(0.6, [10, 10, 60, 60])];
    expect(score(truth, detections).AP).toBeCloseTo(1, 12);
    expect(score(truth, [found(0.9, nowhere), ...detections]).AP).toBeCloseTo(0.5, 12);
    expect(score(truth, [...detections, found(0.1, nowhere)]).AP).toBeCloseTo(1, 12);
  });

  test('nobody leaves what is to be found for a crowd, however much larger the overlap with it', () => {
    const truth = truthOf([crowd, there(A)]);
    expect(score(truth, [found(0.9, [0, 0, 10, 6])])).toMatchObject({ AR100: expect.closeTo(0.3) });
  });
});

describe('what is not there', () => {
  test('a category without truth has no figures and takes no part in the means', () => {
    const truth = truthOf([there(A)]);
    expect(score(truth, [found(0.9, A), found(0.95, B, { category: 2 })]).AP).toBeCloseTo(1, 12);
  });

  test('nothing to be found at all: every figure is -1', () => {
    const figures = score(truthOf([]), [found(0.9, C)]);
    expect(new Set(Object.values(figures))).toEqual(new Set([-1]));
  });

  test('a category of which nothing is found counts with 0', () => {
    const truth = truthOf([there(A), there(B, { category: 2 })]);
    expect(score(truth, [found(0.9, A)])).toMatchObject({ AP: expect.closeTo(0.5, 12), AR100: 0.5 });
    expect(score(truth, [])).toMatchObject({ AP: 0, AR100: 0, APl: -1 });
  });

  test('what is found in an image without annotations is wrong', () => {
    const detections = [found(0.9, A, { image: 2 }), found(0.8, A)];
    expect(score(truthOf([there(A)]), detections).AP).toBeCloseTo(0.5, 12);
  });
});

test('sets of images together score as one set', () => {
  const [one, two] = [[there(A)], [there(B, { image: 2 }), there(C, { image: 2, category: 2 })]];
  const [right, wrong] = [[found(0.5, A)], [found(0.9, A, { image: 2 }), found(0.2, B, { image: 2 })]];
  const parts = [scoreCoco(truthOf(one, [1]), right), scoreCoco(truthOf(two, [2]), wrong)];
  expect(coco.finish(coco.combine(parts))).toEqual(score(truthOf([...one, ...two]), [...right, ...wrong]));
});
