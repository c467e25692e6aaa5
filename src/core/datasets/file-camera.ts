/** What a file says of one camera, in the file's own units and axes; see `docs/formats.md`. */
import type { ForeignLens, ForeignPose } from '#core/calibration/foreign-camera.ts';
import type { FrameSize } from '#core/geometry/calibration-point.ts';
import type { Distortion } from '#core/geometry/distortion.ts';
import { cameraOfMatrix, type ProjectionMatrix } from '#core/geometry/projection-matrix.ts';
import { type Matrix3, rotationOf } from '#core/geometry/rotation.ts';
import { distortionOf, fieldOf, type CameraField } from '#core/datasets/camera-fields.ts';
import { type StorageMap, type StorageNode, wordOf, wrongCameraFile } from '#core/datasets/storage-node.ts';
import { isMatrix, numbersOf, type Place } from '#core/datasets/storage-numbers.ts';

/** Half of a camera may stand in another file. */
export interface FileCamera {
  /** As the file calls it; `''` when it has no name. */
  readonly name: string;
  readonly file: string;
  /** px; `null` when the file does not say. */
  readonly size: FrameSize | null;
  readonly lens: ForeignLens | null;
  readonly pose: ForeignPose | null;
}

/** How far rows of a rotation may be from unit length and from right angles: some write four decimals. */
const ROUNDED = 2e-3;

/** @returns `null` when the map holds nothing of a camera. @param around - The size that all cameras of the file have. */
export function cameraOfMap(
  map: StorageMap,
  path: string,
  file: string,
  around: FileCamera['size'],
): FileCamera | null {
  const get = getFrom(map, path, file);
  const matrix: Get = (field) => get(field, isMatrix);
  const size = sizeOfMap(map, path, file) ?? around;
  const [k, p] = [matrix('intrinsics'), matrix('projection')];
  const pose = poseOf(matrix);
  const [, named] = fieldOf(map, 'name') ?? [];
  const name = (named && wordOf(named)) ?? path.split('.').at(-1) ?? '';
  if (k === null && p === null && pose === null) return null;
  if (k === null && p !== null) return { name, file, size, ...lensAndPose(p.node, p.place) };
  const bend = get('distortion');
  const model = get('model');
  const at = bend?.place ?? model?.place ?? { file, field: path };
  const distortion = distortionOf(bend?.node ?? null, model?.node ?? null, at);
  return { name, file, size, lens: k && lensOf(k.node, k.place, distortion), pose };
}

type Get = (
  field: CameraField,
  fits?: (node: StorageNode) => boolean,
) => { readonly node: StorageNode; readonly place: Place } | null;

function getFrom(map: StorageMap, path: string, file: string): Get {
  return (field, fits) => {
    const found = fieldOf(map, field, fits);
    if (found === null) return null;
    const [name, node] = found;
    return { node, place: { file, field: path === '' ? name : `${path}.${name}` } };
  };
}

/** @returns `null` when it does not say. */
export function sizeOfMap(map: StorageMap, path: string, file: string): FileCamera['size'] {
  const get = getFrom(map, path, file);
  const both = get('size');
  const [w, h] = [get('width'), get('height')];
  if (both !== null && isMatrix(both.node)) {
    const [width, height] = numbersOf(both.node, both.place, [2]);
    return checkedSize(width!, height!, both.node, both.place);
  }
  if (w === null || h === null) return null;
  return checkedSize(Number(w.node.value), Number(h.node.value), w.node, w.place);
}

function checkedSize(width: number, height: number, { line }: StorageNode, { file, field }: Place) {
  if (width >= 1 && height >= 1) return { width, height };
  throw wrongCameraFile(file, line, field, 'is no size of a picture in px');
}

function lensOf(node: StorageNode, place: Place, distortion: Distortion): ForeignLens {
  const wrong = (why: string) => wrongCameraFile(place.file, node.line, place.field, why);
  const numbers = numbersOf(node, place, [9, 4]);
  if (numbers.length === 4) {
    const [fx, fy, cx, cy] = numbers as [number, number, number, number];
    if (!(fx > 0 && fy > 0)) throw wrong('has a focal length that is not greater than 0; expected fx, fy, cx, cy');
    return { fx, fy, cx, cy, distortion };
  }
  const [fx, skew, cx, b, fy, cy, c, d, one] = numbers.map((value) => value / numbers[8]!) as [number, ...number[]];
  if (Math.abs(c!) > 1 || Math.abs(d!) > 1) throw wrong('has its centre in the last row: it is transposed');
  if (one !== 1 || !(fx > 0 && fy! > 0))
    throw wrong('is no camera matrix: fx and fy must be greater than 0, and its last number 1');
  if (Math.abs(skew!) > 0.01 * fx || Math.abs(b!) > 0.01 * fx)
    throw wrong('has pixels without right angles (skew), which no webcam has');
  return { fx, fy: fy!, cx: cx!, cy: cy!, distortion };
}

function poseOf(matrix: Get): ForeignPose | null {
  const both = matrix('extrinsics');
  if (both !== null) {
    const rows = numbersOf(both.node, both.place, [12, 16]);
    const rotation = [0, 4, 8].flatMap((row) => rows.slice(row, row + 3));
    return { rotation: checkedRotation(rotation, both.node, both.place), translation: [rows[3]!, rows[7]!, rows[11]!] };
  }
  const [turned, moved] = [matrix('turn') ?? matrix('rotation'), matrix('translation')];
  if (turned === null || moved === null) {
    const lone = turned ?? moved;
    if (lone === null) return null;
    const lacks = turned === null ? 'a rotation (rvec or R)' : 'a translation (tvec or T)';
    throw wrongCameraFile(lone.place.file, lone.node.line, lone.place.field, `stands there without ${lacks}`);
  }
  const numbers = numbersOf(turned.node, turned.place, [3, 9]);
  const rotation =
    numbers.length === 3
      ? rotationOf(numbers as [number, number, number])
      : checkedRotation(numbers, turned.node, turned.place);
  const [x, y, z] = numbersOf(moved.node, moved.place, [3]);
  return { rotation, translation: [x!, y!, z!] };
}

function checkedRotation(r: readonly number[], { line }: StorageNode, { file, field }: Place): Matrix3 {
  const dot = (a: number, b: number) => r[a]! * r[b]! + r[a + 1]! * r[b + 1]! + r[a + 2]! * r[b + 2]!;
  const square = [0, 3, 6].every((a) => [0, 3, 6].every((b) => Math.abs(dot(a, b) - (a === b ? 1 : 0)) < ROUNDED));
  if (!square)
    throw wrongCameraFile(file, line, field, 'is no rotation: its rows must have length 1 and be at right angles');
  const [x, y, z] = [r[1]! * r[5]! - r[2]! * r[4]!, r[2]! * r[3]! - r[0]! * r[5]!, r[0]! * r[4]! - r[1]! * r[3]!];
  if (x * r[6]! + y * r[7]! + z * r[8]! > 0) return r;
  const why =
    'is mirrored (its determinant is −1): one axis of its world points the other way. Turn the signs of that column of the rotation';
  throw wrongCameraFile(file, line, field, why, 'camera-file/mirrored');
}

/** Of a 3×4 matrix. @throws WorkbenchError `camera-file/malformed` */
export function lensAndPose(node: StorageNode, place: Place): Pick<FileCamera, 'lens' | 'pose'> {
  const numbers = numbersOf(node, place, [12]);
  const rows = [0, 4, 8].map((row) => numbers.slice(row, row + 4)) as unknown as ProjectionMatrix;
  const camera = cameraOfMatrix(rows, null);
  if (camera === null) {
    const why =
      'is no projection matrix of a camera: its first three columns must be independent, and its pixels have right angles';
    throw wrongCameraFile(place.file, node.line, place.field, why);
  }
  const { fx, fy, cx, cy, distortion, rotation, translation } = camera;
  return { lens: { fx, fy, cx, cy, distortion }, pose: { rotation, translation } };
}
