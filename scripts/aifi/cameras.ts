/** The four cameras that filmed cps-test-01, as `calibration/` solved them. */
import { projectSchema } from '#core/planning/project.ts';
import solved from './calibration/cameras.json' with { type: 'json' };
import { checked } from './foreign.ts';

/** px of the clips. */
const WIDTH = 640;
const HEIGHT = 360;

const described = solved.map((camera) => ({
  ...camera,
  name: `Camera ${camera.id.replace('cam', '')}`,
  purpose: 'Follows shoppers and sees them reach into the shelves.',
  width: WIDTH,
  height: HEIGHT,
  masks: [],
}));

export const cameras = checked(projectSchema.entries.cameras, described, 'calibration/cameras.json');
