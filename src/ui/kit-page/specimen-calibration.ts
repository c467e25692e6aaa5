/** The calibration of a made-up camera, with some of its marks clicked. */
import { projectToImage } from '#core/geometry/camera-model.ts';
import { UNCALIBRATED, cameraModel } from '#core/planning/camera.ts';
import { CameraCalibration } from '#app/pilot/calibration.svelte.ts';
import { specimenStore } from '#ui/kit-page/specimen-store.ts';

/**
 * @param marks - On the floor, m; each is clicked where the camera sees it.
 * @param known - Whether the camera was calibrated before.
 */
export function specimenCalibration(
  marks: readonly { readonly x: number; readonly y: number }[],
  known = false,
): CameraCalibration {
  const camera = specimenStore.cameras[0]!;
  const guessed = { ...camera, calibration: { ...camera.calibration, method: UNCALIBRATED } };
  const calibration = new CameraCalibration(known ? specimenStore : { ...specimenStore, cameras: [guessed] }, camera);
  for (const mark of marks) {
    const seen = projectToImage(cameraModel(camera), { ...mark, z: 0 });
    if (seen === null) continue;
    calibration.place('image', seen);
    calibration.place('plan', mark);
  }
  return calibration;
}

/** All on one line: nothing can be told from them. */
export const onOneLine = [1, 2, 3, 3.5].map((x) => ({ x, y: 2 }));

/** All over the floor. */
export const spread = [0.9, 1.6, 2.6].flatMap((y) => [1.2, 2, 2.9].map((x) => ({ x: x + y / 10, y })));
