/** Somebody in the tiny shop, as the scene gets it: where they are, what the camera sees of them, what the scales say. */
import type { CameraSighting, PeopleSighting } from '#core/detection/sighting.ts';
import { projectToImage } from '#core/geometry/camera-model.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import type { ReadingBatch } from '#core/interaction/reading-batch.ts';
import { inputOrder } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { micros } from '#core/time/micros.ts';
import { mulberry32 } from './floor-world.ts';
import { tinyProject } from './tiny-project.ts';

export type Place = readonly [x: number, y: number] | null;

/** In by the entry at 0 s, at the shelf from 4 s to 9 s, at the exit from 11.5 s, gone at 12.5 s. */
export function shoppingTrip(t: number): Place {
  const way = [
    [0, 1, 0.2],
    [4, 1.2, 2.2],
    [9, 1.6, 2.2],
    [12.5, 3, 0.2],
  ] as const;
  const next = way.findIndex(([at]) => at > t);
  if (next === -1) return null;
  const [t0, x0, y0] = way[next - 1]!;
  const [t1, x1, y1] = way[next]!;
  const along = (t - t0) / (t1 - t0);
  return [x0 + along * (x1 - x0), y0 + along * (y1 - y0)];
}

/** A positioning system's sightings, ten a second. */
export function positions(seconds: number, people: Readonly<Record<string, (t: number) => Place>>): PeopleSighting[] {
  return Array.from({ length: seconds * 10 }, (_, i) => ({
    kind: 'people',
    source: 'positions',
    time: micros(i * 100_000),
    people: Object.entries(people).flatMap(([id, at]) => {
      const place = at(i / 10);
      if (place === null) return [];
      return [
        {
          id,
          at: groundPoint(Math.fround(place[0]), Math.fround(place[1])),
          cov: [1 / 64, 0, 0, 1 / 64] as const,
          hands: [],
        },
      ];
    }),
  }));
}

/** What `cam1` sees, ten frames a second: a box around somebody 1.75 m tall and half a metre wide. */
export function frames(seconds: number, at: (t: number) => Place): CameraSighting[] {
  const camera = cameraModel(tinyProject().cameras[0]!);
  return Array.from({ length: seconds * 10 }, (_, i) => {
    const place = at(i / 10);
    const corners = place === null ? [] : body(place).map((point) => projectToImage(camera, point)!);
    const xs = corners.map(({ x }) => Math.fround(Math.min(640, Math.max(0, x))));
    const ys = corners.map(({ y }) => Math.fround(Math.min(360, Math.max(0, y))));
    const box = { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
    return {
      kind: 'camera',
      camera: 'cam1',
      time: micros(i * 100_000),
      detections: place === null ? [] : [{ box, score: 0.875, classId: 0 }],
    };
  });
}

const body = ([x, y]: readonly [number, number]) =>
  [-0.25, 0.25].flatMap((dx) => [0, 1.75].map((z) => ({ x: x + dx, y, z })));

/** Sixty samples a second of each plate, a second a batch. @param taken - g off a plate from a second on, by sensor. */
export function weights(
  seconds: number,
  taken: Readonly<Record<string, readonly [second: number, grams: number]>>,
): ReadingBatch[] {
  return tinyProject().sensors.flatMap(({ id }, sensor) => {
    const random = mulberry32(sensor + 1);
    return Array.from({ length: seconds }, (_, second): ReadingBatch => {
      const times = Float64Array.from({ length: 60 }, (_, i) => Math.round((second + i / 60) * 1e6));
      const values = Float32Array.from(times, (time) => {
        const [from, grams] = taken[id] ?? [Infinity, 0];
        return 1000 - (time / 1e6 >= from ? grams : 0) + 3 * (random() - 0.5);
      });
      return { kind: 'readings', sensor: id, time: micros(times[59]!), times, values };
    });
  });
}

export const endOf = (seconds: number): SceneInput => ({
  kind: 'action',
  time: micros(seconds * 1e6),
  action: 'end-session',
});

/** In the order the scene is stepped in. */
export function inOrder(...inputs: readonly (readonly SceneInput[])[]): readonly SceneInput[] {
  const order = inputOrder();
  return inputs.flat().sort((a, b) => a.time - b.time || order.tie(a, b));
}
