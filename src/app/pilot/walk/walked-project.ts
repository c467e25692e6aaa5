import type { FoundCamera } from '#core/calibration/solve-walk.ts';
import type { Project } from '#core/planning/project.ts';
import { calibratedProject } from '#app/pilot/calibrated-project.ts';

/**
 * The project with what a walk has told: of the chosen cameras where they hang, of all that were found how late their clocks are.
 *
 * @param reference - The camera whose clock the others were compared with.
 */
export function walkedProject(
  project: Project,
  reference: string,
  found: readonly FoundCamera[],
  chosen: ReadonlySet<string>,
): Project {
  const base = project.cameras.find(({ id }) => id === reference)?.clock?.offsetMicros ?? 0;
  return found.reduce((before, { camera, model, late, residualPx, residualCm }) => {
    const after = chosen.has(camera)
      ? calibratedProject(before, camera, { method: 'walking', camera: model, residualPx, residualCm })
      : before;
    const clock = { offsetMicros: base + Math.round(1e6 * late) };
    return { ...after, cameras: after.cameras.map((each) => (each.id === camera ? { ...each, clock } : each)) };
  }, project);
}
