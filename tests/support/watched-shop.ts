/** A stored session of the tiny shop that two calibrated cameras watch, one of which is covered after some seconds. */
import type { Page } from '@playwright/test';
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Project } from '#core/planning/project.ts';
import type { CodedClip } from './coded-clips.ts';
import { filmedArchive } from './coded-session.ts';
import { tinyProject } from './tiny-project.ts';
import { type Place, endOf, frames, inOrder, positions, shoppingTrip, weights } from './tiny-walk.ts';

const SECONDS = 14;
/** How far the second camera hangs to the left of the first, m. */
const LEFT = 1.5;
/** From then on something hangs before the second camera, µs. */
const COVERED = 10_000_000;
/** A box that the border cuts off further is none, px. */
const NARROWEST = 30;

const film: readonly CodedClip[] = ['cam1', 'cam2'].map((camera) => ({
  camera,
  ...{ offset: 0, fps: 10, frames: 10 * SECONDS },
}));

function watchedProject(): Project {
  const project = tinyProject();
  const [door] = project.cameras;
  const [x, y, z] = door!.pose.translation;
  const translation: [number, number, number] = [x + LEFT, y, z];
  const left = { ...door!, id: 'cam2', name: 'On the left', pose: { ...door!.pose, translation } };
  return {
    ...project,
    cameras: [door!, left],
    recordings: [
      {
        ...project.recordings[0]!,
        id: 'watched',
        clips: film.map(({ camera, offset }) => ({ camera, path: `clips/${camera}.webm`, offset })),
        sightings: [{ source: 'positions', path: 'sightings/positions.jsonl' }],
      },
    ],
  };
}

/** Somebody this far to the right looks to the first camera as they do to the second. */
const fromTheLeft = (t: number): Place => {
  const at = shoppingTrip(t);
  return at === null ? null : [at[0] + LEFT, at[1]];
};

function watchedInputs(): readonly SceneInput[] {
  const left = frames(SECONDS, fromTheLeft).map((sighting): CameraSighting => ({
    ...sighting,
    camera: 'cam2',
    detections: sighting.detections.filter(({ box }) => sighting.time < COVERED && box.x1 - box.x0 > NARROWEST),
  }));
  return inOrder(
    frames(SECONDS, shoppingTrip),
    left,
    positions(SECONDS, { p: shoppingTrip }),
    weights(SECONDS, { 'f1-s1-p1': [6.5, 105] }),
    [endOf(SECONDS)],
  );
}

export const watchedArchive = (page: Page): Promise<Blob> =>
  filmedArchive(page, { project: watchedProject(), film, inputs: watchedInputs(), seconds: SECONDS });
