/**
 * The calibration of the real shop, held against what was not used to find it.
 * Needs nothing but the repository, and the shared data for what people and scales say.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { placePerson } from '#core/fusion/place-person.ts';
import { projectToGround, projectToImage } from '#core/geometry/camera-model.ts';
import { type GroundFix, imagePoint } from '#core/geometry/frames.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { cameras } from '../../../scripts/aifi/cameras.ts';
import clicks from '../../../scripts/aifi/calibration/clicks.json' with { type: 'json' };
import { data } from '../../support/data.ts';

const models = new Map(cameras.map((camera) => [camera.id, cameraModel(camera)]));
const pairs = <T>(items: readonly T[]) => items.flatMap((a, i) => items.slice(i + 1).map((b) => [a, b] as const));
const metres = (a: GroundFix, b: GroundFix) => Math.hypot(a.at.x - b.at.x, a.at.y - b.at.y);
const quantile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(share * values.length)]!;

test('cameras put the same floor mark at the same place', () => {
  const apart = clicks.floorMarks.flatMap(({ clicks: seen }) =>
    pairs(
      Object.entries(seen).map(([id, at]) =>
        projectToGround(models.get(id)!, imagePoint(at[0]!, at[1]!), { x: 1, y: 1 })!,
      ),
    ).map(([a, b]) => metres(a, b)),
  );
  expect(apart.length).toBeGreaterThan(40);
  expect(quantile(apart, 0.5)).toBeLessThan(0.012);
  expect(Math.max(...apart)).toBeLessThan(0.08);
});

test('the bench is a box 0.91 m high: its top edge, clicked in one picture and used by no solver, is level and straight', () => {
  // cam3, along the front edge of the bench; its foot is the plane x = 0.
  const edge = [imagePoint(345.5, 136.5), imagePoint(430.5, 140.5), imagePoint(510.5, 141.5)];
  for (const point of edge) {
    const fix = projectToGround(models.get('cam3')!, point, { x: 1, y: 1 }, 0.91)!;
    expect(Math.abs(fix.at.x)).toBeLessThan(0.03);
  }
});

const boxes = data('aifi-nanostore/annotations/yolox_nano_reference_detections.json');

describe.skipIf(boxes === null)('the shopper of cps-test-01 (needs aifi-nanostore)', () => {
  type Row = [number, number, number, number, number, number];
  const read = () => (JSON.parse(readFileSync(boxes!, 'utf8')) as { cameras: Record<string, Row[][]> }).cameras;

  /** The surest person in one frame of each camera, on the floor. */
  function placed(frame: number): Map<string, GroundFix> {
    const rows = read();
    return new Map(
      [...models].flatMap(([id, model]) => {
        const people = rows[id.replace('cam', '')]![frame]!.filter((r) => r[5] === 0 && r[4] > 0.4 && r[3] - r[1] > 60);
        const [best] = people.sort((a, b) => b[4] - a[4]);
        const fix = best && placePerson(model, { x0: best[0], y0: best[1], x1: best[2], y1: best[3] })[0];
        return fix ? [[id, fix] as const] : [];
      }),
    );
  }

  test('stands at one place for all cameras, to what the fixes themselves claim', () => {
    const both = Array.from({ length: 41 }, (_, i) => pairs([...placed(5 * i).values()])).flat();
    expect(both.length).toBeGreaterThan(100);
    const apart = both.map(([a, b]) => metres(a, b));
    expect(quantile(apart, 0.5)).toBeLessThan(0.25);
    expect(quantile(apart, 0.9)).toBeLessThan(0.5);

    // Squared Mahalanobis distance of two honest fixes: χ² with two degrees of freedom, 95 % below 5.99.
    const claimed = both.map(([a, b]) => {
      const [xx, xy, , yy] = a.cov.map((value, k) => value + b.cov[k]!) as [number, number, number, number];
      const [dx, dy] = [a.at.x - b.at.x, a.at.y - b.at.y];
      return (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / (xx * yy - xy * xy);
    });
    expect(claimed.filter((squared) => squared < 5.99).length / claimed.length).toBeGreaterThan(0.9);
  });

  test.each([
    { what: 'gondola 2, shelf 5, plates 4 and 5', frame: 104, x: 1.65 },
    { what: 'gondola 1, shelf 5, plate 10', frame: 161, x: 0.99 },
  ])('stands within reach of $what when their weight changes', ({ frame, x }) => {
    const fixes = [...placed(frame).values()];
    const best = fixes.reduce((a, b) => (a.cov[0] + a.cov[3] < b.cov[0] + b.cov[3] ? a : b));
    expect(Math.abs(best.at.x - x)).toBeLessThan(0.45);
    expect(best.at.y).toBeLessThan(0);
    expect(best.at.y).toBeGreaterThan(-0.9);
  });

  // Where the hand is in the picture, clicked by eye to ± 6 px; the plates' front edges are in no click of the solver.
  test.each([
    { camera: 'cam3', frame: 104, plate: [1.65, 0.0857, 1.33], hand: [507.5, 216] },
    { camera: 'cam7', frame: 104, plate: [1.65, 0.0857, 1.33], hand: [84, 67] },
    { camera: 'cam3', frame: 161, plate: [0.99, 0.0857, 1.31], hand: [516, 151] },
  ])('has the hand at the plate in $camera at frame $frame', ({ camera, plate, hand }) => {
    const seen = projectToImage(models.get(camera)!, { x: plate[0]!, y: plate[1]!, z: plate[2]! })!;
    expect(Math.hypot(seen.x - hand[0]!, seen.y - hand[1]!)).toBeLessThan(20);
  });
});
