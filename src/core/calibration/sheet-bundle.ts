/**
 * Cameras and sheets moved together until every corner is where it is seen: what cameras share makes them agree.
 *
 * Source: B. Triggs et al., *Bundle adjustment – a modern synthesis*, Vision Algorithms 1999; the covariance after Hartley & Zisserman,
 * *Multiple View Geometry*, 2nd ed. (2004), §5.2.4.
 */
import { cornersOnFloor } from '#core/calibration/sheet-place.ts';
import { type KnownSheet, type SheetView, type Solution } from '#core/calibration/sheet-view.ts';
import { cameraOf, cameraUnknowns, writeMiss, writeUsual } from '#core/geometry/calibration-fit.ts';
import { minimise } from '#core/math/levenberg-marquardt.ts';
import { invertSymmetric } from '#core/math/symmetric.ts';

/** A measured place and direction, m and rad: a tape, and a paper's edge along a shelf. */
const PLACE_SIGMA = 0.01;
const ANGLE_SIGMA = 0.005;
/** What else moves a corner: paper that is not quite flat, a lens that is not quite as thought. px */
const CORNER_SIGMA = 0.1;
/** A printer that was told to scale nothing, as a share. */
const PRINT_SIGMA = 0.01;
/** One that nobody checked: “fit to page” takes some percent. */
const UNCHECKED_SIGMA = 0.03;
/** Of one camera: its lens with the rest. */
export const CAMERA_UNKNOWNS = 8;
const SHEET_UNKNOWNS = 3;

export interface Bundle {
  readonly solution: Solution;
  readonly cost: number;
  /** @returns `n × n` row-major, of the camera's unknowns in the order of `cameraUnknowns`; `null` when nothing holds it. */
  readonly covariance: (camera: string) => Float64Array | null;
}

/**
 * @param start - Has all cameras of `views` and all sheets they see; `printed` is what a ruler says.
 * @param known - At least one with a direction, or two.
 * @param odd - Sheets whose size is not believed.
 * @param unchecked - Neither a ruler nor places say at what size sheets were printed: the doubt of that is everybody's.
 */
export function adjustBundle(
  views: readonly SheetView[],
  start: Solution,
  known: readonly KnownSheet[],
  odd: readonly number[],
  unchecked = false,
  maxSteps = 40,
): Bundle {
  const numbers = [...start.sheets.keys()];
  const sheetsFrom = CAMERA_UNKNOWNS * views.length;
  const scalesFrom = sheetsFrom + SHEET_UNKNOWNS * numbers.length;
  // One place says nothing about lengths.
  const scaled = unchecked || known.length > 1;
  const printSigma = unchecked ? UNCHECKED_SIGMA : PRINT_SIGMA;

  const solutionAt = (q: Float64Array): Solution => ({
    cameras: new Map(
      views.map(({ camera }, i) => [
        camera,
        cameraOf(start.cameras.get(camera)!, q.subarray(CAMERA_UNKNOWNS * i, CAMERA_UNKNOWNS * (i + 1))),
      ]),
    ),
    sheets: new Map(
      numbers.map((number, i) => {
        const at = sheetsFrom + SHEET_UNKNOWNS * i;
        return [number, { number, x: q[at]!, y: q[at + 1]!, angle: q[at + 2]! }];
      }),
    ),
    printed: scaled ? Math.exp(q[scalesFrom]!) : start.printed,
    odd: new Map(odd.map((number, i) => [number, Math.exp(q[scalesFrom + Number(scaled) + i]!)])),
  });

  const corners = views.reduce((sum, { sheets }) => sum + 4 * sheets.length, 0);
  const count = 2 * corners + 2 * views.length + 3 * known.length + Number(scaled);
  const residuals = (q: Float64Array): Float64Array => {
    const values = new Float64Array(count);
    const { cameras, sheets, printed, odd: own } = solutionAt(q);
    const floor = new Map([...sheets].map(([n, sheet]) => [n, cornersOnFloor(sheet, printed * (own.get(n) ?? 1))]));
    let at = 0;
    for (const { camera, sheets: seen } of views) {
      const model = cameras.get(camera)!;
      for (const { number, quad, sigma } of seen) {
        const off = Math.hypot(sigma, CORNER_SIGMA);
        for (const [i, world] of floor.get(number)!.entries()) {
          writeMiss(model, quad[i]!, world, values, at);
          values[at++]! /= off;
          values[at++]! /= off;
        }
      }
      writeUsual(model, values, at);
      at += 2;
    }
    for (const { number, x, y, angle } of known) {
      const sheet = sheets.get(number)!;
      values[at++] = (sheet.x - x) / PLACE_SIGMA;
      values[at++] = (sheet.y - y) / PLACE_SIGMA;
      values[at++] = angle === null ? 0 : Math.sin(sheet.angle - angle) / ANGLE_SIGMA;
    }
    if (scaled) values[at] = (q[scalesFrom]! - Math.log(start.printed)) / printSigma;
    return values;
  };

  const first = [
    ...views.flatMap(({ camera }) => cameraUnknowns(start.cameras.get(camera)!, true)),
    ...numbers.flatMap((number) => {
      const { x, y, angle } = start.sheets.get(number)!;
      return [x, y, angle];
    }),
    ...(scaled ? [Math.log(start.printed)] : []),
    ...odd.map((number) => Math.log(start.odd.get(number) ?? 1)),
  ];
  const { unknowns, cost } = minimise(residuals, first, { maxSteps, tolerance: 1e-8 });
  let inverse: Float64Array | null | undefined;
  const n = unknowns.length;
  // Where residuals are larger than they should be, so is the doubt.
  const unit = Math.max(1, (2 * cost) / Math.max(1, count - n));
  return {
    solution: solutionAt(unknowns),
    cost,
    covariance: (camera) => {
      if (inverse === undefined) inverse = invertSymmetric(curvature(residuals, unknowns), n);
      if (inverse === null) return null;
      const from = CAMERA_UNKNOWNS * views.findIndex((view) => view.camera === camera);
      const block = new Float64Array(CAMERA_UNKNOWNS ** 2);
      for (let r = 0; r < CAMERA_UNKNOWNS; r++)
        for (let c = 0; c < CAMERA_UNKNOWNS; c++)
          block[r * CAMERA_UNKNOWNS + c] = unit * inverse[(from + r) * n + from + c]!;
      return block;
    },
  };
}

/** `JᵀJ`, by central differences. */
function curvature(residuals: (q: Float64Array) => Float64Array, at: Float64Array): Float64Array {
  const n = at.length;
  const columns = Array.from(at, (value, i) => {
    const moved = (by: number) => residuals(at.map((other, k) => (k === i ? value + by : other)));
    const [above, below] = [moved(1e-6), moved(-1e-6)];
    return above.map((up, k) => (up - below[k]!) / 2e-6);
  });
  const matrix = new Float64Array(n * n);
  for (let r = 0; r < n; r++)
    for (let c = 0; c <= r; c++) {
      let sum = 0;
      for (let k = 0; k < columns[r]!.length; k++) sum += columns[r]![k]! * columns[c]![k]!;
      matrix[r * n + c] = sum;
      matrix[c * n + r] = sum;
    }
  return matrix;
}
