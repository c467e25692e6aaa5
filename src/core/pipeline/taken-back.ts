import type { CameraCondition } from '#core/detection/camera-condition.ts';
import type { Scene } from '#core/pipeline/scene.ts';

/**
 * What is told of cameras when a run goes on after it was interrupted: whatever was wrong with them is looked for anew, so those
 * that were set aside for it are taken back; not those that were moved, because whoever looks anew takes them as they hang now.
 */
export const takenBack = ({ cameras, time }: Scene): readonly CameraCondition[] =>
  [...cameras]
    .filter(([, { condition }]) => condition.is !== 'well' && condition.is !== 'moved')
    .map(([camera]) => ({ kind: 'condition', camera, time, condition: 'well' }));
