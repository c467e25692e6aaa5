/** A stored session of the tiny shop with three cameras whose frames say their numbers, and a box in every frame. */
import type { Page } from '@playwright/test';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { loopOf } from '#app/pilot/explain-interaction.ts';
import { Recollection } from '#core/pipeline/recollection.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { UNCALIBRATED } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';
import { micros } from '#core/time/micros.ts';
import { writeArchive } from '#storage/archive.ts';
import { packChunk } from '#storage/journal-format.ts';
import type { ProjectFile } from '#storage/session.ts';
import { hashBlob } from '#storage/sha256.ts';
import { writeZip } from '#storage/write-zip.ts';
import { type CodedClip, encodeClip, timeOf } from './coded-clips.ts';
import { storedSession } from './stored-session.ts';
import { tinyProject } from './tiny-project.ts';
import { endOf, inOrder, positions, shoppingTrip, weights } from './tiny-walk.ts';

export const SECONDS = 13;

/** The second begins late and ends early; the third is faster than the others. */
export const CLIPS: readonly CodedClip[] = [
  { camera: 'cam1', offset: 0, fps: 10, frames: 10 * SECONDS },
  { camera: 'cam2', offset: 3_000_000, fps: 10, frames: 25 },
  { camera: 'cam3', offset: 0, fps: 15, frames: 15 * SECONDS },
];

export function codedProject(): Project {
  const project = tinyProject();
  const [door] = project.cameras;
  const calibration = { ...door!.calibration, method: UNCALIBRATED }; // no trails over the pictures
  return {
    ...project,
    cameras: CLIPS.map(({ camera }) => ({ ...door!, id: camera, name: camera, calibration })),
    recordings: [
      {
        ...project.recordings[0]!,
        id: 'coded',
        clips: CLIPS.map(({ camera, offset }) => ({ camera, path: `clips/${camera}.webm`, offset })),
        sightings: [{ source: 'positions', path: 'sightings/positions.jsonl' }],
      },
    ],
  };
}

export function codedInputs(): readonly SceneInput[] {
  return inOrder(
    ...CLIPS.map(sightings),
    positions(SECONDS, { p: shoppingTrip }),
    weights(SECONDS, { 'f1-s1-p1': [6.5, 105] }),
    [endOf(SECONDS)],
  );
}

/** Something 120 px wide goes from wall to wall, 200 px a second, and never is where it was a frame before. */
function sightings(clip: CodedClip): readonly CameraSighting[] {
  return Array.from({ length: clip.frames }, (_, frame) => {
    const time = timeOf(clip, frame);
    const way = (time / 1e6) * 200 + 40 * CLIPS.indexOf(clip);
    const x0 = 10 + (Math.floor(way / 480) % 2 === 0 ? way % 480 : 480 - (way % 480));
    const box = { x0: Math.fround(x0), y0: 100, x1: Math.fround(x0 + 120), y1: 280 };
    return { kind: 'camera', camera: clip.camera, time: micros(time), detections: [{ box, score: 0.875, classId: 0 }] };
  });
}

/** Left edge of the box that was found in each frame, px; `null` while nothing was certain. */
export async function boxesOf(camera: string, times: readonly number[]): Promise<readonly (number | null)[]> {
  const recollection = new Recollection(codedProject());
  recollection.take(codedInputs());
  const boxes: (number | null)[] = [];
  for (const time of times) {
    const { cameras } = await recollection.at(time);
    const seen = cameras.get(camera)?.tracks.find(({ state, detection }) => state === 'confirmed' && detection >= 0);
    boxes.push(seen?.box.x0 ?? null);
  }
  return boxes;
}

/** What is played of its one interaction, µs. */
export function codedEvidence(): ReturnType<typeof loopOf> {
  const recollection = new Recollection(codedProject());
  recollection.take(codedInputs());
  return loopOf(recollection.last.interactions[0]!);
}

export const codedArchive = (page: Page): Promise<Blob> =>
  filmedArchive(page, { project: codedProject(), film: CLIPS, inputs: codedInputs(), seconds: SECONDS });

/** A session that is over, with a clip of each camera whose frames say their numbers. */
export async function filmedArchive(
  page: Page,
  {
    project,
    film,
    inputs,
    seconds,
  }: {
    readonly project: Project;
    readonly film: readonly CodedClip[];
    readonly inputs: readonly SceneInput[];
    readonly seconds: number;
  },
): Promise<Blob> {
  const clips = new Map<string, Blob>();
  const files: ProjectFile[] = [];
  for (const clip of film) {
    const blob = await encodeClip(page, clip);
    const sha256 = await hashBlob(blob);
    clips.set(sha256, blob);
    files.push({ path: `clips/${clip.camera}.webm`, size: blob.size, sha256 });
  }
  const chunks = [];
  for (let from = 0; from < inputs.length; from += 100) chunks.push(packChunk(inputs.slice(from, from + 100)));
  const session = {
    ...storedSession,
    name: 'Coded',
    recording: project.recordings[0]!.id,
    lastTime: micros(seconds * 1e6),
  };
  const stored = { name: 'Tiny shop', text: JSON.stringify(project), files };
  return writeArchive({ session, project: stored, journal: [new Blob(chunks)], results: null, clips });
}

/** A project whose recording is the second camera's clip alone, by path. */
export async function codedFiles(page: Page): Promise<ReadonlyMap<'project.json' | 'clips/cam2.webm', Blob>> {
  const project = codedProject();
  const [, camera] = project.cameras;
  const clip = await encodeClip(page, CLIPS[1]!);
  const clips = [{ camera: camera!.id, path: 'clips/cam2.webm', offset: 0 }];
  const recording = { ...project.recordings[0]!, clips, readings: [], sightings: [] };
  const shop = { ...project, cameras: [camera!], recordings: [recording] };
  return new Map([
    ['project.json', new Blob([JSON.stringify(shop)])],
    ['clips/cam2.webm', clip],
  ]);
}

/** The same in an archive, and the clip made as large as a real one. */
export async function codedShop(page: Page): Promise<Blob> {
  const files = await codedFiles(page);
  const [project, clip] = [files.get('project.json')!, files.get('clips/cam2.webm')!];
  return writeZip([
    { path: 'project.json', data: project },
    { path: 'clips/cam2.webm', data: new Blob([clip, voidOf(20_000_000)]), compress: false },
  ]);
}

/** An element of Matroska that players skip. */
function voidOf(bytes: number): Uint8Array<ArrayBuffer> {
  const element = new Uint8Array(bytes + 9);
  const view = new DataView(element.buffer);
  view.setUint8(0, 0xec);
  view.setUint32(1, 0x01_00_00_00);
  view.setUint32(5, bytes);
  return element;
}
