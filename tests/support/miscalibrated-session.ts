/** What a camera and the scales of the tiny shop noted down while the shop thought the camera hung elsewhere. */
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Project } from '#core/planning/project.ts';
import { uncalibratedProject } from './marked-floor.ts';
import { tinyProject } from './tiny-project.ts';
import { endOf, frames, inOrder, shoppingTrip, weights } from './tiny-walk.ts';

const SECONDS = 16;

/** With its scales, and a camera that is believed to hang where it does not. */
export function miscalibratedProject(): Project {
  const { cameras, sensors, recordings } = tinyProject();
  const project = uncalibratedProject();
  const { calibration } = cameras[0]!;
  return { ...project, cameras: project.cameras.map((camera) => ({ ...camera, calibration })), sensors, recordings };
}

/** One shopper, who takes a bag of crisps at 6.5 s. */
export const sightings: readonly SceneInput[] = inOrder(
  frames(SECONDS, shoppingTrip),
  weights(SECONDS, { 'f1-s1-p1': [6.5, 105] }),
  [endOf(SECONDS)],
);
