/** What is wrong with a camera that came from a file, before anybody relies on it. */
import { type CameraModel, cameraCentre, projectToGround } from '#core/geometry/camera-model.ts';
import { type Point, imagePoint } from '#core/geometry/frames.ts';
import { type PlanPolygon, contains } from '#core/geometry/polygon.ts';

export type PlacedCameraFault =
  /** m */
  | { readonly kind: 'under-floor'; readonly metres: number }
  /** It looks up from above the floor with its picture the wrong way round: an axis of its world is mirrored. */
  | { readonly kind: 'mirrored' }
  /** Nothing it sees is floor. */
  | { readonly kind: 'no-floor' }
  /** m */
  | { readonly kind: 'height'; readonly metres: number }
  /** What it sees of the floor is not on the plan. */
  | { readonly kind: 'off-plan' };

/** With these it cannot be used; with the others it may be right. */
const UNUSABLE: ReadonlySet<PlacedCameraFault['kind']> = new Set(['under-floor', 'mirrored', 'no-floor']);

export const isUsable = (faults: readonly PlacedCameraFault[]): boolean =>
  !faults.some(({ kind }) => UNUSABLE.has(kind));

/** Heights that cameras of shops hang at, m. */
const [LOW, HIGH] = [1, 8];
/** Into so many rows and columns the picture is divided. */
const STEPS = 12;

/** @param outline - Of the plan, m. @returns The worst first; a camera under the floor has no other fault. */
export function judgeCamera(camera: CameraModel, outline: PlanPolygon): readonly PlacedCameraFault[] {
  const { z } = cameraCentre(camera);
  if (z <= 0) return [{ kind: 'under-floor', metres: -z }];
  const [, , , , , down, , , ahead] = camera.rotation;
  if (down! > 0 && ahead! > 0) return [{ kind: 'mirrored' }];
  const seen = floorSeen(camera);
  if (seen.length === 0) return [{ kind: 'no-floor' }];
  return [
    ...(z < LOW || z > HIGH ? [{ kind: 'height', metres: z } as const] : []),
    ...(seen.some((at) => contains(outline, at)) ? [] : [{ kind: 'off-plan' } as const]),
  ];
}

function floorSeen(camera: CameraModel): Point<'ground'>[] {
  return Array.from({ length: (STEPS + 1) ** 2 }, (_, i) => {
    const [column, row] = [i % (STEPS + 1), Math.floor(i / (STEPS + 1))];
    const at = imagePoint((camera.width * column) / STEPS, (camera.height * row) / STEPS);
    return projectToGround(camera, at, { x: 1, y: 1 });
  }).flatMap((fix) => (fix === null ? [] : [fix.at]));
}
