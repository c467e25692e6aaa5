/**
 * A camera's place and lens as text: `RotationMatrices` and three rows, `TranslationVectors` and one row in millimetres,
 * `IntrinsicMatrix` and three rows; world to camera, the floor is z = 0.
 *
 * Source: the calibrations that are published with Yi et al., *UCMCTrack*, AAAI 2024, for MOT17, MOT20 and DanceTrack.
 */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';

const SECTIONS = { RotationMatrices: 3, TranslationVectors: 1, IntrinsicMatrix: 3 } as const;
type Section = keyof typeof SECTIONS;

const MM_PER_M = 1000;
/** How far rows of a rotation may be from unit length and from right angles: five decimals are written. */
const ROUNDED = 1e-3;

/**
 * @param file - Name shown to the user when something is wrong.
 * @returns The frame's size is twice the principal point: the file does not give it.
 * @throws WorkbenchError `dataset/malformed` naming file and line.
 */
export function readCameraParameters(text: string, file: string): CameraModel {
  const lines = text.split('\n').map((line) => line.replace(/^\uFEFF/u, '').trim());
  const rotation = numbersOf('RotationMatrices', lines, file);
  const [tx, ty, tz] = numbersOf('TranslationVectors', lines, file).map((mm) => mm / MM_PER_M);
  const [fx, , cx, , fy, cy] = numbersOf('IntrinsicMatrix', lines, file);
  if (!isRotation(rotation)) wrong(file, lines.indexOf('RotationMatrices') + 1, 'these three rows are no rotation');
  if (!(fx! > 0 && fy! > 0)) {
    wrong(file, lines.indexOf('IntrinsicMatrix') + 1, 'the focal lengths on its diagonal must be greater than 0');
  }
  return {
    width: 2 * cx!,
    height: 2 * cy!,
    fx: fx!,
    fy: fy!,
    cx: cx!,
    cy: cy!,
    distortion: [0, 0, 0, 0, 0],
    rotation,
    translation: [tx!, ty!, tz!],
  };
}

/** The rows below a heading, three numbers in each. */
function numbersOf(section: Section, lines: readonly string[], file: string): number[] {
  const at = lines.indexOf(section);
  if (at < 0) wrong(file, 1, `there is no line “${section}” in it`);
  return Array.from({ length: SECTIONS[section] }, (_, i) => {
    const cells = (lines[at + 1 + i] ?? '').split(/[\s,]+/u).filter((cell) => cell !== '');
    const bad = cells.find((cell) => !Number.isFinite(Number(cell)));
    if (bad !== undefined) wrong(file, at + 2 + i, `“${bad}” is no number`);
    if (cells.length !== 3) wrong(file, at + 2 + i, `it has ${cells.length} numbers; expected 3`);
    return cells.map(Number);
  }).flat();
}

function isRotation(r: readonly number[]): boolean {
  const dot = (a: number, b: number) => r[a]! * r[b]! + r[a + 1]! * r[b + 1]! + r[a + 2]! * r[b + 2]!;
  return [0, 3, 6].every((a) => [0, 3, 6].every((b) => Math.abs(dot(a, b) - (a === b ? 1 : 0)) < ROUNDED));
}

function wrong(file: string, line: number, why: string): never {
  throw new WorkbenchError(
    'dataset/malformed',
    `${file}:${line} is not what a camera file holds (docs/formats.md): ${why}.`,
    { details: { file, line } },
  );
}
