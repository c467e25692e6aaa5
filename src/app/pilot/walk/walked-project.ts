import type { FoundCamera, WalkAnswer, WalkedCamera } from '#core/calibration/solve-walk.ts';
import { MOST_OFFSET, type Project } from '#core/planning/project.ts';
import { calibratedProject } from '#app/pilot/calibrated-project.ts';

/**
 * The project with what a walk has told: of the chosen cameras where they hang, of all that were found how late their clocks are.
 * A clock that is further off than a project can say stays as it was.
 *
 * @param reference - The camera whose clock the others were compared with.
 */
export function walkedProject(
  project: Project,
  reference: string,
  found: readonly FoundCamera[],
  chosen: ReadonlySet<string>,
): Project {
  return found.reduce((before, { camera, model, late, residualPx, residualCm }) => {
    const after = chosen.has(camera)
      ? calibratedProject(before, camera, { method: 'walking', camera: model, residualPx, residualCm })
      : before;
    const offsetMicros = offsetAfter(project, reference, late);
    if (Math.abs(offsetMicros) > MOST_OFFSET) return after;
    const cameras = after.cameras.map((each) =>
      each.id === camera ? { ...each, clock: { ...each.clock, offsetMicros } } : each,
    );
    return { ...after, cameras };
  }, project);
}

/** The answer, in which a camera is at fault whose clock is further off the session's than a project can say. */
export function judgeOffsets(project: Project, reference: string, answer: WalkAnswer): WalkAnswer {
  const judged = (each: WalkedCamera): WalkedCamera => {
    const { camera } = each;
    const off = each.ok ? Math.abs(offsetAfter(project, reference, each.late)) : 0;
    return off > MOST_OFFSET ? { ok: false, camera, fault: { kind: 'apart', camera, seconds: off / 1e6 } } : each;
  };
  return { ...answer, cameras: answer.cameras.map(judged) };
}

/** Of a camera that is so late against the reference, µs. */
function offsetAfter(project: Project, reference: string, late: number): number {
  const base = project.cameras.find(({ id }) => id === reference)?.clock?.offsetMicros ?? 0;
  return base + Math.round(1e6 * late);
}
