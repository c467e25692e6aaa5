/**
 * Cameras as other programs write them: OpenCV's YAML, XML and JSON, WILDTRACK's pairs of XML files, projection matrices as
 * JSON or as twelve numbers. See `docs/formats.md`.
 */
import type { ForeignCamera } from '#core/calibration/foreign-camera.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { fieldOf } from '#core/datasets/camera-fields.ts';
import { type FileCamera, cameraOfMap, lensAndPose, sizeOfMap } from '#core/datasets/file-camera.ts';
import { type StorageNode, isList, isMap, scalarOf } from '#core/datasets/storage-node.ts';
import { isMatrix } from '#core/datasets/storage-numbers.ts';
import { readStorageXml } from '#core/datasets/storage-xml.ts';
import { readStorageYaml } from '#core/datasets/storage-yaml.ts';

export interface CameraText {
  /** With its folders, as it was dropped. */
  readonly file: string;
  readonly text: string;
}

/**
 * @returns Whole cameras, in the order of the files; halves of different files are put together by their names.
 * @throws WorkbenchError `camera-file/malformed`, `camera-file/mirrored`, `camera-file/unsupported`; `camera-file/incomplete` when there is no whole camera in them
 */
export function readCameraFiles(texts: readonly CameraText[]): readonly ForeignCamera[] {
  const found = texts.flatMap(readCameraFile);
  const whole = found.filter((camera): camera is ForeignCamera => camera.lens !== null && camera.pose !== null);
  const [lenses, poses] = [found.filter(({ pose }) => pose === null), found.filter(({ lens }) => lens === null)];
  const alone = lenses.length === 1 && poses.length === 1;
  const paired = poses.flatMap((half) => {
    const fitting = lenses.filter((lens) => alone || stemOf(lens) === stemOf(half));
    return fitting.map((lens) => {
      const several = fitting.length > 1 ? ` (${lens.file})` : '';
      const name = (alone && lens.name !== '' ? lens.name : stemOf(half)) + several;
      return { ...half, name, size: lens.size ?? half.size, lens: lens.lens, pose: half.pose } as ForeignCamera;
    });
  });
  if (whole.length + paired.length > 0) return [...whole, ...paired];
  throw incomplete(texts, lenses, poses);
}

/** Whole or half cameras of one file. */
function readCameraFile({ file, text }: CameraText): FileCamera[] {
  if (/^[\s\uFEFF]*</u.test(text)) return camerasOf(readStorageXml(text, file), '', file, null);
  const words = text.trim().split(/[\s,;]+/u);
  // Twelve numbers and nothing else are a matrix.
  if (words.every((word) => typeof scalarOf(word) === 'number')) {
    const node = { line: 1, value: words.map((word) => ({ line: 1, value: scalarOf(word) })) };
    return [{ name: baseOf(file), file, size: null, ...lensAndPose(node, { file, field: 'the matrix' }) }];
  }
  return camerasOf(readStorageYaml(text, file), '', file, null);
}

function camerasOf(node: StorageNode, path: string, file: string, around: FileCamera['size']): FileCamera[] {
  if (isList(node)) {
    return node.value.flatMap((item, i) => (isMap(item) ? camerasOf(item, `${path}[${i}]`, file, around) : []));
  }
  if (!isMap(node)) return [];
  const camera = cameraOfMap(node.value, path, file, around);
  if (camera !== null) return [camera.name === '' ? { ...camera, name: baseOf(file) } : camera];
  const size = sizeOfMap(node.value, path, file) ?? around;
  const [key, matrices] = fieldOf(node.value, 'projection', isMap) ?? [];
  if (matrices !== undefined && isMap(matrices)) {
    // A matrix a camera, under the camera's name.
    return Array.from(matrices.value).flatMap(([name, each]) =>
      isMatrix(each) ? [{ name, file, size, ...lensAndPose(each, { file, field: `${key!}.${name}` }) }] : [],
    );
  }
  return Array.from(node.value).flatMap(([name, each]) =>
    camerasOf(each, path === '' ? name : `${path}.${name}`, file, size),
  );
}

/** `calib/intr_CVLab1.xml` and `CVLab1-extrinsics.yml` are halves of one camera. */
function stemOf({ name, file }: FileCamera): string {
  const half = /(?:^|[_.\s-])(?:intr|intrinsics?|extr|extrinsics?|calib|calibration|camera)(?=$|[_.\s-])/giu;
  const stem = name.replaceAll(half, '').replaceAll(/^[_.\s-]+|[_.\s-]+$/gu, '');
  return stem === '' ? baseOf(file) : stem;
}

/** Without folders and without what follows the last dot. */
const baseOf = (file: string): string =>
  file
    .split('/')
    .at(-1)!
    .replace(/\.[^.]*$/u, '');

function incomplete(
  texts: readonly CameraText[],
  lenses: readonly FileCamera[],
  poses: readonly FileCamera[],
): WorkbenchError {
  const files = texts.map(({ file }) => file).join(', ');
  const names = (halves: readonly FileCamera[]) => halves.map(({ file }) => file).join(', ');
  const why =
    lenses.length > 0 && poses.length > 0
      ? `the lenses of ${names(lenses)} and the places of ${names(poses)} have no name in common. Name both halves of a camera alike: intr_NAME.xml and extr_NAME.xml`
      : lenses.length > 0
        ? `${names(lenses)} says how the lens is, but not where the camera hangs. Add the file with its rotation and translation (rvec and tvec, or R and T)`
        : poses.length > 0
          ? `${names(poses)} says where the camera hangs, but not how its lens is. Add the file with its camera_matrix`
          : `nothing in ${files} has a name that cameras have: camera_matrix with rvec and tvec, or a 3×4 matrix P. See docs/formats.md`;
  return new WorkbenchError('camera-file/incomplete', `${why}.`, { details: { file: files } });
}
