/**
 * Calibrations of real rooms, read from their own files: where people are known to stand on the floor, the cameras see the
 * feet of somebody. Skipped where the data are not there.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guessPlacing, placeCamera } from '#core/calibration/placed-camera.ts';
import { judgeCamera } from '#core/calibration/judge-camera.ts';
import type { ForeignCamera } from '#core/calibration/foreign-camera.ts';
import { readCameraFiles } from '#core/datasets/camera-files.ts';
import { type CameraModel, cameraCentre, projectToImage } from '#core/geometry/camera-model.ts';
import { data } from '../../support/data.ts';

interface Foot {
  readonly x: number;
  readonly y: number;
  /** px */
  readonly height: number;
}

/** Of every person who is well within the picture, to the nearest foot of a detection, px; the median. */
function medianMiss(camera: CameraModel, people: readonly (readonly [number, number])[][], feet: readonly Foot[][]) {
  const misses = people.flatMap((standing, frame) =>
    standing.flatMap(([x, y]) => {
      const at = projectToImage(camera, { x, y, z: 0 });
      const inside = at !== null && at.x > 20 && at.y > 20 && at.x < camera.width - 20 && at.y < camera.height - 20;
      if (!inside || !feet[frame]?.length) return [];
      const away = (foot: Foot) => Math.hypot(foot.x - at.x, foot.y - at.y);
      const near = feet[frame].reduce((a, b) => (away(b) < away(a) ? b : a));
      return [{ px: away(near), share: away(near) / near.height }];
    }),
  );
  const median = (of: 'px' | 'share') => misses.map((miss) => miss[of]).sort((a, b) => a - b)[misses.length >> 1]!;
  return { median: median('px'), share: median('share'), count: misses.length };
}

const wildtrack = data('wildtrack');
const cmc = data('cmc-4cam');
const SQUARE = [
  [-3, -9],
  [9, -9],
  [9, 27],
  [-3, 27],
] as const;

describe.skipIf(wildtrack === null)('WILDTRACK, seven cameras, lengths in cm', () => {
  // In the order of the detections' camera numbers, as the data set has them.
  const names = ['CVLab1', 'CVLab2', 'CVLab3', 'CVLab4', 'IDIAP1', 'IDIAP2', 'IDIAP3'];
  const xml = (folder: string) =>
    readdirSync(`${wildtrack!}/calibrations/${folder}`).map((name) => {
      const file = `${folder}/${name}`;
      return { file, text: readFileSync(`${wildtrack!}/calibrations/${file}`, 'utf8') };
    });
  const cameras = wildtrack === null ? [] : readCameraFiles([...xml('intrinsic_zero'), ...xml('extrinsic')]);
  const placing = guessPlacing(cameras);
  const frame = { width: 1920, height: 1080 };

  it('are found by their names, the unit and the way up by where they hang', () => {
    expect(cameras.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(placing).toMatchObject({ length: 'cm', up: '+z' });
    for (const each of cameras) {
      const { z } = cameraCentre(placeCamera(each, frame, placing)!);
      expect(z, each.name).toBeGreaterThan(1.5);
      expect(z, each.name).toBeLessThan(4.5);
      expect(judgeCamera(placeCamera(each, frame, placing)!, SQUARE), each.name).toEqual([]);
    }
  });

  it('people on the floor have a detection’s feet within 25 px, a twelfth of its height, in every camera', () => {
    const rows = readFileSync(`${wildtrack!}/gt_ground_grid_frames_0000-1795.txt`, 'utf8').trim().split('\n');
    const people: [number, number][][] = [];
    for (const row of rows) {
      const [at, gx, gy] = row.split(/\s+/u).map(Number) as [number, number, number];
      (people[at / 5] ??= []).push([(-300 + 2.5 * gx) / 100, (-900 + 2.5 * gy) / 100]);
    }
    const detected = JSON.parse(readFileSync(`${wildtrack!}/detections_frames_0-287.json`, 'utf8')) as Record<
      string,
      number[][]
    >;
    names.forEach((name, index) => {
      const camera = placeCamera(
        cameras.find((each) => each.name === name)!,
        frame,
        placing,
      )!;
      const feet = people.map((_, at) =>
        (detected[at] ?? [])
          .filter((row) => row[5] === index)
          .map(([x, y, w, h]) => ({ x: x! + w! / 2, y: y! + h!, height: h! })),
      );
      const { median, share, count } = medianMiss(camera, people, feet);
      expect(count, name).toBeGreaterThan(200);
      expect(median, name).toBeLessThan(25);
      expect(share, name).toBeLessThan(0.08);
    });
  });
});

describe.skipIf(cmc === null)('CMC, four cameras as projection matrices, lengths in m', () => {
  const text = cmc === null ? '' : readFileSync(`${cmc}/cameras.json`, 'utf8');
  const cameras: readonly ForeignCamera[] = cmc === null ? [] : readCameraFiles([{ file: 'cameras.json', text }]);
  const placing = guessPlacing(cameras);
  const frame = { width: 1920, height: 1024 };

  it('hang where the data set says, to 12 cm', () => {
    expect(placing).toMatchObject({ length: 'm', up: '+z' });
    const { camera_positions: stated } = JSON.parse(text) as { camera_positions: Record<string, number[]> };
    expect(cameras.map(({ name }) => name)).toEqual(Object.keys(stated));
    for (const each of cameras) {
      const { x, y, z } = cameraCentre(placeCamera(each, frame, placing)!);
      const [sx, sy, sz] = stated[each.name] as [number, number, number];
      expect(Math.hypot(x - sx, y - sy, z - sz), each.name).toBeLessThan(0.12);
    }
  });

  it('people on the floor have a detection’s feet within 65 px, an eighth of its height, in every camera', () => {
    const people: [number, number][][] = [];
    for (const row of readFileSync(`${cmc!}/CMC1/GT_WORLD_CENTROID.txt`, 'utf8').trim().split('\n')) {
      const cells = row.split(/[\s,]+/u).map(Number);
      (people[cells[0]!] ??= []).push([cells[7]!, cells[8]!]);
    }
    cameras.forEach((each, index) => {
      const placed = placeCamera(each, frame, placing)!;
      const feet: Foot[][] = [];
      for (const row of readFileSync(`${cmc!}/CMC1/DET_CMC1_Cam${index + 1}.txt`, 'utf8')
        .trim()
        .split('\n')) {
        const [at, , x, y, w, h] = row
          .trim()
          .split(/[\s,]+/u)
          .map(Number) as [number, number, number, number, number, number];
        (feet[at] ??= []).push({ x: x + w / 2, y: y + h, height: h });
      }
      const { median, share, count } = medianMiss(placed, people, feet);
      expect(count, each.name).toBeGreaterThan(100);
      expect(median, each.name).toBeLessThan(65);
      expect(share, each.name).toBeLessThan(0.12);
      // Half a metre beside, nobody's feet are there.
      const beside = people.map((standing) => standing.map(([x, y]) => [x + 0.5, y] as const));
      expect(medianMiss(placed, beside, feet).median, each.name).toBeGreaterThan(1.5 * median);
    });
  });
});
