import { type Camera, Matrix4 } from 'three';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { WideView } from '#capture/synthetic-store/lens/wide-view.ts';

/** m */
const NEAR = 0.05;
const FAR = 60;

/** Points a camera of three.js, which looks along its own −z with y up, as a camera of ours, which looks along z with y down. */
export function aimCamera(camera: Camera, { rotation: r, translation: t }: CameraModel, view: WideView): void {
  camera.matrixAutoUpdate = false;
  camera.matrixWorldAutoUpdate = false;
  camera.matrixWorldInverse.set(
    ...([r[0]!, r[1]!, r[2]!, t[0]] as const),
    ...([-r[3]!, -r[4]!, -r[5]!, -t[1]] as const),
    ...([-r[6]!, -r[7]!, -r[8]!, -t[2]] as const),
    ...([0, 0, 0, 1] as const),
  );
  camera.matrixWorld.copy(camera.matrixWorldInverse).invert();
  const left = view.x0 * NEAR;
  const right = view.x1 * NEAR;
  const top = -view.y0 * NEAR;
  const bottom = -view.y1 * NEAR;
  camera.projectionMatrix.copy(new Matrix4().makePerspective(left, right, top, bottom, NEAR, FAR));
  camera.projectionMatrixInverse.copy(camera.projectionMatrix).invert();
}
