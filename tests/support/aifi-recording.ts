/** A recording of the real shop as the scene gets it, with the detections of a reference detector in place of a model. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { inputOrder } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Project } from '#core/planning/project.ts';
import { micros } from '#core/time/micros.ts';
import { batchesOf } from '#sensors/replay.ts';
import { type SensorSeries, openProjectZip, readPeopleSightings, readReadings } from '#storage/project-bundle.ts';
import { importAifi, zipImported } from '../../scripts/aifi/import-aifi.ts';

export interface RecordedShop {
  readonly project: Project;
  /** In the order a scene is stepped in, with the end of the session. */
  readonly inputs: readonly SceneInput[];
}

/** @param folder - `aifi-nanostore` in the shared data. */
export async function recordedShop(folder: string, recording: string): Promise<RecordedShop> {
  const bundle = await openProjectZip(await zipImported(importAifi(folder, recording)), 'shop.zip');
  const played = bundle.project.recordings[0]!;
  const inputs: SceneInput[] = [];
  const series: SensorSeries[] = [];
  for await (const one of readReadings(bundle, played)) series.push(one);
  inputs.push(...batchesOf(series));
  for await (const sighting of readPeopleSightings(bundle, played)) inputs.push(sighting);
  if (played.clips.length > 0) inputs.push(...referenceSightings(folder, bundle.project));
  const order = inputOrder();
  inputs.sort((a, b) => a.time - b.time || order.tie(a, b));
  const end = micros(inputs.reduce((latest, { time }) => Math.max(latest, time), 0));
  return { project: bundle.project, inputs: [...inputs, { kind: 'action', time: end, action: 'end-session' }] };
}

const PERSON = 0;
const FPS = 10;

type ReferenceBox = readonly [x1: number, y1: number, x2: number, y2: number, score: number, coco: number];

/** Every frame of each camera, people only. */
function referenceSightings(folder: string, project: Project): CameraSighting[] {
  const file = join(folder, 'annotations/yolox_nano_reference_detections.json');
  const { cameras } = JSON.parse(readFileSync(file, 'utf8')) as {
    cameras: Record<string, readonly (readonly ReferenceBox[])[]>;
  };
  const offsets = new Map(project.recordings[0]!.clips.map(({ camera, offset }) => [camera, offset]));
  return Object.entries(cameras).flatMap(([number, frames]) => {
    const camera = `cam${number}`;
    return frames.map((boxes, frame): CameraSighting => ({
      kind: 'camera',
      camera,
      time: micros((offsets.get(camera) ?? 0) + (frame * 1e6) / FPS),
      detections: boxes
        .filter((box) => box[5] === PERSON)
        .map(([x0, y0, x1, y1, score]) => ({ box: { x0, y0, x1, y1 }, score, classId: PERSON }))
        .sort((a, b) => b.score - a.score),
    }));
  });
}
