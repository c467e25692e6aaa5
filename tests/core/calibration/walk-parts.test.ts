import { describe, expect, test } from 'vitest';
import { floorWalk } from '#core/calibration/floor-walk.ts';
import { spreadBoxes } from '#core/calibration/spread-boxes.ts';
import { walkQuality } from '#core/calibration/walk-quality.ts';
import { walkerBoxes } from '#core/calibration/walker-boxes.ts';
import { walkerHeight } from '#core/calibration/walker-height.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { bodyEdges } from '#core/fusion/standing-body.ts';
import type { Box } from '#core/geometry/box.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import { micros } from '#core/time/micros.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';

const SIZE = { width: 640, height: 360 };
const box = (x: number, y = 100): Box => ({ x0: x, y0: y, x1: x + 60, y1: y + 180 });
const sighting = (seconds: number, boxes: readonly Box[], score = 0.9): CameraSighting => ({
  kind: 'camera',
  camera: 'door',
  time: micros(1e6 * seconds),
  detections: boxes.map((each) => ({ box: each, score, classId: 0 })),
});
const sightings = (count: number, boxes: (i: number) => readonly Box[]) =>
  Array.from({ length: count }, (_, i) => sighting(i / 10, boxes(i)));

describe('the walker', () => {
  test('is the one box of a frame, also when it was found twice', () => {
    const found = walkerBoxes(
      'door',
      SIZE,
      sightings(50, (i) => (i === 7 ? [] : [box(i), box(i + 3)])),
    );
    expect(found).toHaveLength(49);
  });

  test('is nobody whom the detector is not sure of', () => {
    const unsure = Array.from({ length: 50 }, (_, i) => sighting(i / 10, [box(i)], 0.2));
    expect(walkerBoxes('door', SIZE, unsure)).toMatchObject({ kind: 'nobody', camera: 'door' });
  });

  test('is not alone when somebody walks beside them for two seconds, and is when it is one frame in ten', () => {
    const beside = (share: (i: number) => boolean) =>
      walkerBoxes(
        'door',
        SIZE,
        sightings(100, (i) => (share(i) ? [box(5 * i), box(560 - 5 * i)] : [box(5 * i)])),
      );
    expect(beside((i) => i > 40 && i < 70)).toMatchObject({ kind: 'several' });
    expect((beside((i) => i > 40 && i < 70) as { at: number }).at).toBeGreaterThan(3.9);
    expect(beside((i) => i % 10 === 0)).toHaveLength(90);
  });

  test('is who walks, and not the counter that a detector is sometimes sure of, nor a part of themselves', () => {
    const counter = { x0: 430, y0: 154, x1: 580, y1: 255 };
    const seen = Array.from({ length: 200 }, (_, i): CameraSighting => {
      const { detections, ...when } = sighting(i / 10, [box(3 * i), { ...box(3 * i), y1: 220, x0: 3 * i + 10 }]);
      const sure = i > 100 && i < 160 ? 0.43 : 0.3;
      return { ...when, detections: [...detections, { box: counter, score: sure, classId: 0 }] };
    });
    const found = walkerBoxes('door', SIZE, seen) as readonly { readonly box: Box }[];
    expect(found).toHaveLength(200);
    expect(found.every(({ box: { y0 } }) => y0 === 100)).toBe(true);
  });

  test('is all of them, also when the detector is surer of a part', () => {
    const seen = Array.from({ length: 50 }, (_, i): CameraSighting => {
      const { detections, ...when } = sighting(i / 10, [box(5 * i)], 0.85);
      const hipsUp = { box: { ...box(5 * i), y1: 200 }, score: 0.9, classId: 0 };
      return { ...when, detections: [hipsUp, ...detections] };
    });
    const found = walkerBoxes('door', SIZE, seen) as readonly { readonly box: Box }[];
    expect(found).toHaveLength(50);
    expect(found.every(({ box: { y1 } }) => y1 === 280)).toBe(true);
  });

  test('is not alone when two walk towards a camera, or away from it, where its picture hardly shows that they move', () => {
    const camera = ceilingCamera({ tilt: 0.3, at: [0, 0, 2.4] });
    const at = (x: number, y: number): Box => {
      const [x0, y0, x1, y1] = bodyEdges(camera, { x, y, height: 1.75 })!;
      return { x0: x0, y0: y0, x1: x1, y1: y1 };
    };
    const far = (i: number) => 8 - 0.1 * (i % 40);
    const afterAWhile = (people: (i: number) => readonly Box[]) =>
      walkerBoxes(
        'door',
        SIZE,
        sightings(140, (i) => (i < 60 ? [box(9 * i)] : people(i - 60))),
      );
    expect(afterAWhile((i) => [at(far(i), -0.8), at(far(i), 0.8)])).toMatchObject({ kind: 'several' });
    expect(afterAWhile((i) => [at(far(i), -0.8), at(far(39 - (i % 40)), 0.8)])).toMatchObject({ kind: 'several' });
    // What a detector makes up beside one who walks so stands, though it is never twice quite the same.
    const madeUp = (i: number) => (i > 20 && i < 50 ? [box(400 + (i % 5), 100 + (i % 7))] : []);
    expect(afterAWhile((i) => [at(far(i), -0.8), ...madeUp(i)])).toHaveLength(111);
  });

  test('is looked at too seldom where a device cannot keep up, whoever it sees', () => {
    const slow = (boxes: (i: number) => readonly Box[]) =>
      walkerBoxes(
        'door',
        SIZE,
        Array.from({ length: 30 }, (_, i) => sighting(1.2 * i, boxes(i))),
      );
    const seldom = { kind: 'seldom', camera: 'door', seconds: expect.closeTo(1.2, 6) as number };
    expect(slow((i) => [box(10 * i)])).toEqual(seldom);
    expect(slow((i) => (i % 10 === 0 ? [box(10 * i)] : []))).toEqual(seldom);
  });

  test('is seen seldom, and not looked at too seldom, where they are in few of the pictures', () => {
    const found = sightings(300, (i) => (i % 12 === 0 ? [box(2 * i)] : []));
    expect(walkerBoxes('door', SIZE, found)).toHaveLength(25);
    expect(walkerBoxes('door', SIZE, found.slice(0, 60))).toMatchObject({ kind: 'nobody' });
  });

  test('is cut off where their box nearly reaches the edge of the frame', () => {
    const [found] = walkerBoxes(
      'door',
      SIZE,
      sightings(50, (i) => [{ x0: 3 * i, y0: 150, x1: 3 * i + 80, y1: 356 }]),
    ) as readonly { readonly box: Box }[];
    expect(found!.box).toEqual({ x0: 0, y0: 150, x1: 80, y1: 360 });
  });

  test('is as tall as the boxes of a calibrated camera show', () => {
    const camera = ceilingCamera({ tilt: 0.5, at: [0, 0, 2.6] });
    for (const height of [1.55, 1.75, 1.95]) {
      const boxes = Array.from({ length: 60 }, (_, i) => {
        const edges = bodyEdges(camera, { x: 3 + (i % 10) / 5, y: -1 + i / 30, height })!;
        return { time: i / 10, box: { x0: edges[0], y0: edges[1], x1: edges[2], y1: edges[3] } };
      }).filter(({ box: { y0, y1 } }) => y0 > 2 && y1 < camera.height - 2);
      expect(boxes.length).toBeGreaterThan(20);
      expect(walkerHeight(camera, boxes).mean).toBeCloseTo(height, 1);
    }
  });
});

describe('a walk on the floor', () => {
  const fixes = Array.from({ length: 60 }, (_, i) => ({
    time: i / 10,
    at: groundPoint(1 + 0.12 * i + (i === 31 ? 4 : 0), 2),
    cov: [0.01, 0, 0, 0.01] as const,
  }));
  const walk = floorWalk(fixes)!;

  test('is known between its fixes, with its speed, and a mistake does not bend it', () => {
    for (const time of [1.234, 3.1, 4.77]) {
      const at = walk.at(time)!;
      expect(at.x).toBeCloseTo(1 + 1.2 * time, 1);
      expect(at.vx).toBeCloseTo(1.2, 1);
      expect(at.sigma).toBeLessThan(0.1);
    }
  });

  test('is not known before it began, after it ended, or while nobody saw it', () => {
    expect(walk.at(-0.2)).toBeNull();
    expect(walk.at(6.2)).toBeNull();
    const broken = floorWalk(fixes.filter(({ time }) => time < 2 || time > 5))!;
    expect(broken.at(1)).not.toBeNull();
    expect(broken.at(3.5)).toBeNull();
    expect(floorWalk([])).toBeNull();
  });
});

describe('how well a camera agrees with a walk', () => {
  const camera = ceilingCamera({ tilt: 0.05, at: [0, 0, 1.3] });
  const fit = { camera, late: 0, height: 1.75, cost: 0 };
  const to = (from: number, i: number) => from + 0.05 * i;
  const walked = (from: number, frames: number) => {
    const walk = floorWalk(
      Array.from({ length: frames + 1 }, (_, i) => {
        return { time: i / 10, at: groundPoint(to(from, i), 0), cov: [0.01, 0, 0, 0.01] as const };
      }),
    )!;
    const boxes = Array.from({ length: frames }, (_, i) => {
      const edges = bodyEdges(camera, { x: to(from, i), y: 0, height: 1.75 })!;
      return {
        time: i / 10,
        box: { x0: edges[0], y0: Math.max(0, edges[1]), x1: edges[2], y1: Math.min(360, edges[3]) },
      };
    });
    return { walk, boxes, cut: boxes.filter(({ box: { y0, y1 } }) => y0 === 0 && y1 === 360) };
  };

  test('is told by the frames that show feet or a head, also where most show neither', () => {
    const { walk, boxes, cut } = walked(0.6, 50);
    const often = Array.from({ length: 6 }, () => cut).flat();
    const quality = walkQuality(fit, walk, [...often, ...boxes])!;
    expect(often.length).toBeGreaterThan(boxes.length);
    expect(quality.fits).toBe(true);
    expect(quality.residualCm).toBeLessThan(10);
  });

  test('is not said where no frame tells it, or most were where the camera sees nobody', () => {
    const { walk, boxes, cut } = walked(0.6, 50);
    expect(walkQuality(fit, walk, Array.from({ length: 20 }, () => cut).flat())).toBeNull();
    const behind = { ...fit, camera: ceilingCamera({ tilt: 0.05, at: [6, 0, 1.3] }) };
    expect(walkQuality(behind, walk, boxes)).toBeNull();
  });
});

test('frames come from all of the picture: a long stay counts no more than passing through', () => {
  const boxes = Array.from({ length: 500 }, (_, i) => ({ time: i / 10, box: box(i < 400 ? 20 : 20 + 5 * (i - 400)) }));
  const chosen = spreadBoxes(boxes, { width: 640, height: 360 }, 60);
  expect(chosen).toHaveLength(60);
  expect(chosen.filter(({ time }) => time >= 40).length).toBeGreaterThan(40);
  expect(chosen.every(({ time }, i) => i === 0 || time > chosen[i - 1]!.time)).toBe(true);
  expect(spreadBoxes(boxes.slice(0, 5), { width: 640, height: 360 }, 60)).toHaveLength(5);
});
