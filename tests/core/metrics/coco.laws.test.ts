/** What holds of COCO's figures whatever is annotated and found. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CocoName, coco } from '#core/metrics/coco.ts';
import { anySet, truthOf } from '../../support/coco-set.ts';

const finished = (input: Parameters<typeof coco.score>[0]) => coco.finish(coco.score(input));
const names = Object.keys(coco.figures) as CocoName[];

test('every figure is in [0, 1], or -1 where there is nothing to be found', () => {
  fc.assert(
    fc.property(anySet, (set) => {
      const figures = finished(set);
      expect(Object.keys(figures)).toEqual(names);
      for (const name of names) expect(figures[name] === -1 || (figures[name] >= 0 && figures[name] <= 1)).toBe(true);
    }),
  );
});

test('all that is there, found where it is, scores 1', () => {
  fc.assert(
    fc.property(anySet, ({ truth }) => {
      const there = truth.annotations.filter(({ box, crowd }) => !crowd && box[2] * box[3] > 0);
      const detections = there.map(({ image, category, box }, i) => ({ image, category, box, score: 1 - i / 100 }));
      const { AP, AR100 } = finished({ truth: { ...truth, annotations: there }, detections });
      for (const value of [AP, AR100]) expect(there.length === 0 ? -value : value).toBeCloseTo(1, 12);
    }),
  );
});

test('only the order of the scores matters', () => {
  fc.assert(
    fc.property(anySet, ({ truth, detections }) => {
      const higher = detections.map((each) => ({ ...each, score: 3 + 2 * each.score }));
      const distinct = new Set(higher.map(({ score }) => score)).size === higher.length;
      fc.pre(distinct);
      expect(finished({ truth, detections: higher })).toEqual(finished({ truth, detections }));
    }),
  );
});

test('without ties neither order of a file matters to what is found', () => {
  fc.assert(
    fc.property(anySet, ({ truth, detections }) => {
      expect(finished({ truth, detections: detections.toReversed() })).toEqual(finished({ truth, detections }));
    }),
  );
});

test('a less sure ghost never raises a figure; AR of more detections is never less', () => {
  fc.assert(
    fc.property(anySet, ({ truth, detections }) => {
      const ghost = { image: 1, category: 1, box: [900, 900, 20, 20] as const, score: -1 };
      const [before, after] = [
        finished({ truth, detections }),
        finished({ truth, detections: [...detections, ghost] }),
      ];
      for (const name of names) expect(after[name]).toBeLessThanOrEqual(before[name]);
      expect(before.AR1).toBeLessThanOrEqual(before.AR10);
      expect(before.AR10).toBeLessThanOrEqual(before.AR100);
      expect(before.AP75).toBeLessThanOrEqual(before.AP50);
    }),
  );
});

test('image sets combine to the figures of their union', () => {
  fc.assert(
    fc.property(anySet, ({ truth, detections }) => {
      const parts = [1, 2].map((id) => {
        const mine = <T extends { readonly image: number }>(all: readonly T[]) =>
          all.filter(({ image }) => image === id);
        return coco.score({ truth: truthOf(mine(truth.annotations), [id]), detections: mine(detections) });
      });
      expect(coco.finish(coco.combine(parts))).toEqual(finished({ truth, detections }));
    }),
  );
});
