import { type Point, groundPoint } from '#core/geometry/frames.ts';
import type { ProjectCamera } from '#core/planning/project.ts';

/** The floor right below a camera: its centre is −Rᵀt. */
export function cameraOnPlan({ pose: { rotation, translation } }: Pick<ProjectCamera, 'pose'>): Point<'ground'> {
  const centre = (axis: 0 | 1) => -translation.reduce((sum, t, row) => sum + rotation[3 * row + axis]! * t, 0);
  return groundPoint(centre(0), centre(1));
}
