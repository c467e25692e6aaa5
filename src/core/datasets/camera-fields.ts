/** The names under which programs write the parts of a camera, and the lens models that are told apart. */
import type { Distortion } from '#core/geometry/distortion.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { type Place, numbersOf } from '#core/datasets/storage-numbers.ts';
import { type StorageMap, type StorageNode, wordOf, wrongCameraFile } from '#core/datasets/storage-node.ts';

/** Without capitals, blanks, dashes and underscores. */
const NAMES = {
  intrinsics: ['cameramatrix', 'k', 'intrinsic', 'intrinsics', 'intrinsicmatrix', 'mtx', 'newcameramatrix'],
  distortion: ['distortioncoefficients', 'distcoeffs', 'distortion', 'dist', 'distortioncoeffs', 'd'],
  turn: ['rvec', 'rotationvector', 'rodrigues'],
  rotation: ['r', 'rotation', 'rotationmatrix', 'rmat', 'rot'],
  translation: ['tvec', 't', 'translation', 'translationvector', 'trans'],
  extrinsics: ['rt', 'extrinsic', 'extrinsics', 'extrinsicmatrix'],
  projection: ['p', 'projection', 'projectionmatrix', 'proj', 'pmatrix'],
  size: ['imagesize', 'imgsize', 'resolution', 'framesize'],
  width: ['imagewidth', 'width', 'imgwidth'],
  height: ['imageheight', 'height', 'imgheight'],
  model: ['distortionmodel', 'cameramodel', 'model', 'cameratype', 'fisheyemodel'],
  name: ['cameraname', 'name', 'id', 'cameraid'],
} as const;

export type CameraField = keyof typeof NAMES;

/**
 * @param fits - Of two names that both stand there, the first whose value fits is meant.
 * @returns The value under one of the field's names, and the name it has there; `null` when there is none.
 */
export function fieldOf(
  map: StorageMap,
  field: CameraField,
  fits: (node: StorageNode) => boolean = () => true,
): readonly [name: string, node: StorageNode] | null {
  const names: readonly string[] = NAMES[field];
  for (const [name, node] of map) if (names.includes(plain(name)) && fits(node)) return [name, node];
  return null;
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/gu, '');

/** k1, k2, p1, p2, k3: with fewer the others are 0; with more they must be. */
export function distortionOf(node: StorageNode | null, model: StorageNode | null, place: Place): Distortion {
  refuseFisheye(model, place);
  if (node === null) return [0, 0, 0, 0, 0];
  const numbers = numbersOf(node, place);
  if (![0, 1, 4, 5, 8, 12, 14].includes(numbers.length))
    throw wrongCameraFile(
      place.file,
      node.line,
      place.field,
      `has ${numbers.length} numbers; expected k1, k2, p1, p2, k3`,
    );
  if (numbers.slice(5).some((value) => value !== 0)) {
    const what = numbers.length === 8 ? 'k4 to k6 (the rational lens model)' : 'more than five lens coefficients';
    throw unsupported(
      place,
      node.line,
      `it has ${what}; here a lens has k1, k2, p1, p2, k3. Calibrate it again without CALIB_RATIONAL_MODEL`,
    );
  }
  const [k1 = 0, k2 = 0, p1 = 0, p2 = 0, k3 = 0] = numbers;
  return [k1, k2, p1, p2, k3];
}

/** Models that bend by the angle, not by the tangent, are other formulas with the same number of coefficients. */
function refuseFisheye(model: StorageNode | null, place: Place): void {
  if (model === null) return;
  const named = wordOf(model);
  const fisheye = model.value === 1 || /fish|equidistant|kannala|omni|mei|double.?sphere|eucm/iu.test(named);
  if (!fisheye) return;
  const advice = 'Undistort its pictures first, or calibrate it with the ordinary model (k1, k2, p1, p2, k3)';
  throw unsupported(place, model.line, `it is of a fisheye lens (“${named}”), which has another formula. ${advice}`);
}

function unsupported({ file, field }: Place, line: number, why: string): WorkbenchError {
  return new WorkbenchError('camera-file/unsupported', `${file}:${line}: ${field}: ${why}.`, {
    details: { file, line, field },
  });
}
