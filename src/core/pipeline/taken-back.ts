import type { CameraCondition } from '#core/detection/camera-condition.ts';
import type { Scene } from '#core/pipeline/scene.ts';

/**
 * What is told of cameras when a run goes on after it was interrupted: whatever was wrong with them is looked for anew, so those
 * that were set aside for it are taken back; those that were moved are still moved, because whoever looks anew
 * takes them as they hang now.
 */
export const takenBack = ({ cameras, time }: Scene): readonly CameraCondition[] =>
  [...cameras]
    .map(([camera, { condition }]) => [camera, condition.is, condition.moved ? 'moved' : 'well'] as const)
    .filter(([, was, is]) => was !== is)
    .map(([camera, , condition]) => ({ kind: 'condition', camera, time, condition }));
