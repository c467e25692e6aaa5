import { type Coverage, coverFloor } from '#core/fusion/coverage.ts';
import { obstaclesOf } from '#core/fusion/hidden-feet.ts';
import { cameraModel, isCalibrated } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';
import { takeTurns } from '#storage/turn.ts';

/** What the calibrated cameras of a project see of its floor; others of this thread have their turn meanwhile. */
export async function coverProject({ plan, cameras, fixtures }: Project, signal: AbortSignal): Promise<Coverage> {
  const models = cameras.filter((each) => isCalibrated(each)).map((each) => [each.id, cameraModel(each)] as const);
  const covering = coverFloor(plan, new Map(models), obstaclesOf(fixtures));
  const othersToo = takeTurns();
  for (let step = covering.next(); ; step = covering.next()) {
    if (step.done === true) return step.value;
    await othersToo();
    signal.throwIfAborted();
  }
}
