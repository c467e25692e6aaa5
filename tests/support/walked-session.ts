/** A stored session of a simulated walk through the corner shop, of whose four cameras one is calibrated: its archive. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { UNCALIBRATED } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';
import { chanceOf } from '#core/simulation/chance.ts';
import { micros } from '#core/time/micros.ts';
import { writeArchive } from '#storage/archive.ts';
import { packChunk } from '#storage/journal-format.ts';
import { storedSession } from './stored-session.ts';

/** Of the walk, which is the same for the same seed. */
export const WALK_SEED = 3;
export const walkScenario = join(import.meta.dirname, '../fixtures/scenarios/walk.txt');

interface Boxes {
  readonly images: readonly { readonly id: number; readonly camera: string; readonly moment: number }[];
  readonly annotations: readonly {
    readonly image_id: number;
    readonly category_id: number;
    readonly bbox: readonly [number, number, number, number];
  }[];
}

export interface WalkedSession {
  /** As the shop really is. */
  readonly truth: Project;
  readonly archive: Blob;
}

const PERSON = 1;
/** Of a box' edges, of its height; and how often the walker is overlooked. */
const [NOISE, MISSES] = [0.03, 0.06];

/**
 * @param folder - Of a simulated recording.
 * @param late - How late each camera's clock is, s.
 */
export async function walkedSession(folder: string, late: readonly number[]): Promise<WalkedSession> {
  const truth = read(join(folder, 'project.json')) as Project;
  const boxes = read(join(folder, 'truth/boxes.json')) as Boxes;
  const project: Project = {
    ...truth,
    cameras: truth.cameras.map((camera, i) => (i === 0 ? camera : uncalibrated(camera))),
    recordings: truth.recordings.map((recording) => ({ ...recording, readings: [], sightings: [], labels: null })),
  };
  const sightings = sightingsOf(truth, boxes, late);
  const archive = await writeArchive({
    session: {
      ...storedSession,
      name: 'A walk',
      recording: project.recordings[0]!.id,
      model: null,
      lastTime: sightings.at(-1)!.time,
    },
    project: { name: project.name, text: JSON.stringify(project), files: [] },
    journal: [new Blob([packChunk(sightings)])],
    results: { receipts: [], interactions: [], postings: [], visits: [] },
    clips: new Map(),
  });
  return { truth, archive };
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** As a webcam is that nobody has set up: where it hangs is a guess. */
function uncalibrated(camera: Project['cameras'][number]): Project['cameras'][number] {
  const { calibration, intrinsics } = camera;
  return {
    ...camera,
    intrinsics: { ...intrinsics, fx: 550, fy: 550, distortion: [0, 0, 0, 0, 0] },
    pose: { ...camera.pose, translation: [0, 1, 3] },
    calibration: { ...calibration, method: UNCALIBRATED },
  };
}

function sightingsOf({ cameras }: Project, boxes: Boxes, late: readonly number[]): readonly CameraSighting[] {
  const chance = chanceOf(7).fork('walked session');
  const people = new Map<number, Boxes['annotations'][number]['bbox']>();
  for (const { image_id, category_id, bbox } of boxes.annotations)
    if (category_id === PERSON) people.set(image_id, bbox);
  const seen = boxes.images.map(({ id, camera, moment }): CameraSighting => {
    const index = cameras.findIndex((each) => each.id === camera);
    const { width, height } = cameras[index]!;
    const bbox = people.get(id);
    const time = micros(moment + Math.round(1e6 * (2 + late[index]!)));
    if (bbox === undefined || chance.happens(MISSES)) return { kind: 'camera', camera, time, detections: [] };
    const [x, y, w, h] = bbox;
    const edge = (value: number, most: number) =>
      value < 1 ? 0 : value > most - 1 ? most : Math.min(most, Math.max(0, value + NOISE * h * chance.normal()));
    const box = { x0: edge(x, width), y0: edge(y, height), x1: edge(x + w, width), y1: edge(y + h, height) };
    return { kind: 'camera', camera, time, detections: [{ box: floats(box), score: 0.5, classId: 0 }] };
  });
  return seen.sort((a, b) => a.time - b.time);
}

/** What the journal keeps. */
const floats = <T extends Readonly<Record<string, number>>>(numbers: T): T =>
  Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, Math.fround(value)])) as T;
