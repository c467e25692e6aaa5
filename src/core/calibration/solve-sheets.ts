/**
 * Cameras calibrated by printed sheets on the floor. The sheets' own size gives metres; one sheet with a known place and direction, or
 * two with known places, give the plan; all others lie anywhere and are found with the cameras.
 */
import { floorDoubt } from '#core/calibration/floor-doubt.ts';
import { joinViews } from '#core/calibration/join-views.ts';
import { LEAST_ODD, oddSheet, suspectsOf } from '#core/calibration/judge-bundle.ts';
import { hiddenSheets, judgeLie, judgeViews } from '#core/calibration/judge-views.ts';
import { solveLoneView } from '#core/calibration/lone-view.ts';
import { type Bundle, adjustBundle } from '#core/calibration/sheet-bundle.ts';
import { LEAST_SHEETS, type SheetFault } from '#core/calibration/sheet-faults.ts';
import type { PlacedSheet } from '#core/calibration/sheet-place.ts';
import { type KnownSheet, type SheetView, type Solution, sheetPoints } from '#core/calibration/sheet-view.ts';
import { type CameraModel, projectToGround, projectToImage } from '#core/geometry/camera-model.ts';

export interface SheetCalibration {
  readonly camera: CameraModel;
  /** Root mean square over the corners of the sheets. */
  readonly residualPx: number;
  /** The same on the floor; `null` when a corner does not come down there. */
  readonly residualCm: number | null;
  /** How far off it is likely to place somebody, root mean square over the floor it sees; `null` when nothing holds it. */
  readonly expectedCm: number | null;
  /** How many sheets it was found by. */
  readonly sheets: number;
}

export interface SheetsAnswer {
  /** Of those that could be found. */
  readonly cameras: ReadonlyMap<string, SheetCalibration>;
  /** Where the sheets lie. */
  readonly sheets: readonly PlacedSheet[];
  /** What the person should look at, worst first. */
  readonly faults: readonly SheetFault[];
}

/** How many sheets may be wrong before all are. */
const MOST_WRONG = 4;
/** How much smaller the misfit is without the one that is wrong. */
const AGREE = 0.6;
/** As a share; below it a tape and a printer are as good as each other. */
const OFF_SCALE = 0.02;

/**
 * @param known - Sheets whose place was measured.
 * @param printed - How much larger than they should be sheets were printed, by the ruler on them: 1 as they should be.
 */
export function solveSheets(views: readonly SheetView[], known: readonly KnownSheet[], printed = 1): SheetsAnswer {
  const faults: SheetFault[] = [...judgeViews(views)];
  const twice = new Set(faults.flatMap((fault) => (fault.kind === 'twice' ? [fault.sheet] : [])));
  const usable = views
    .map((view) => ({ ...view, sheets: view.sheets.filter(({ number }) => !twice.has(number)) }))
    .filter(({ sheets }) => sheets.length >= LEAST_SHEETS);
  const { alone, odd } = solveAlone(usable, printed);
  for (const { camera } of usable) if (!alone.has(camera)) faults.push({ kind: 'no-camera', camera });
  const { solution: start, apart } = joinViews(alone, known);
  for (const camera of apart) faults.push({ kind: 'unplaced', camera });
  const placed = usable.filter(({ camera }) => start.cameras.has(camera));
  if (placed.length === 0) return { cameras: new Map(), sheets: [], faults };

  const { bundle, views: used, repairs } = withoutStrays(placed, start, known, odd);
  const { solution } = bundle;
  faults.push(...repairs);
  for (const [sheet, scale] of solution.odd)
    if (Math.abs(scale - 1) > LEAST_ODD) faults.push({ kind: 'size', sheet, share: scale - 1 });
  const share = solution.printed / printed - 1;
  if (Math.abs(share) > OFF_SCALE) faults.push({ kind: 'scale', share });
  for (const view of used) faults.push(...judgeLie(view));
  for (const view of placed) faults.push(...hiddenSheets(view, solution));
  return {
    cameras: new Map(used.map((view) => [view.camera, calibrationOf(view, bundle)])),
    sheets: [...solution.sheets.values()],
    faults,
  };
}

/** Every camera by itself. A sheet whose size does not fit the others is taken for odd in all of them, and no longer spoils the rest. */
function solveAlone(views: readonly SheetView[], printed: number) {
  const odd: number[] = [];
  for (;;) {
    const alone = new Map<string, Solution>();
    for (const view of views) {
      const solution = solveLoneView(view, printed, odd);
      if (solution !== null) alone.set(view.camera, solution);
    }
    const next = odd.length < MOST_WRONG ? oddSheet(views, alone) : null;
    if (next === null) return { alone, odd };
    odd.push(next);
  }
}

interface Repaired {
  readonly bundle: Bundle;
  readonly views: readonly SheetView[];
  readonly repairs: readonly SheetFault[];
}

/** All cameras together, without what lies elsewhere for one of them. */
function withoutStrays(
  views: readonly SheetView[],
  start: Solution,
  known: readonly KnownSheet[],
  odd: readonly number[],
): Repaired {
  const repairs: SheetFault[] = [];
  let used = views;
  let bundle = adjust(used, start, known, odd);
  for (let round = 0; round < MOST_WRONG; round++) {
    const trials = suspectsOf(used, bundle.solution).map((wrong) => {
      const rest = without(used, wrong);
      return { wrong, rest, bundle: adjust(rest, { ...bundle.solution, printed: start.printed }, known, odd) };
    });
    const best = trials.sort((a, b) => a.bundle.cost - b.bundle.cost)[0];
    // Without the wrong one all others agree; without any other they do not.
    if (best === undefined || best.bundle.cost > AGREE * bundle.cost) break;
    repairs.push(best.wrong);
    used = best.rest;
    bundle = best.bundle;
  }
  return { bundle, views: used, repairs };
}

const without = (views: readonly SheetView[], { camera, sheet }: { readonly camera: string; readonly sheet: number }) =>
  views.map((view) => ({
    ...view,
    sheets: view.sheets.filter(({ number }) => view.camera !== camera || number !== sheet),
  }));

function adjust(
  views: readonly SheetView[],
  start: Solution,
  known: readonly KnownSheet[],
  odd: readonly number[],
): Bundle {
  const seen = new Set(views.flatMap(({ sheets }) => sheets.map(({ number }) => number)));
  const sheets = new Map([...start.sheets].filter(([number]) => seen.has(number)));
  return adjustBundle(
    views,
    { ...start, sheets },
    known.filter(({ number }) => seen.has(number)),
    odd.filter((number) => seen.has(number)),
  );
}

function calibrationOf({ camera, sheets }: SheetView, { solution, covariance }: Bundle): SheetCalibration {
  const model = solution.cameras.get(camera)!;
  const points = sheets.flatMap((sheet) => sheetPoints(solution, sheet));
  const px = points.map(({ image, world }) => {
    const seen = projectToImage(model, world);
    return seen === null ? Infinity : Math.hypot(seen.x - image.x, seen.y - image.y);
  });
  const cm = points.map(({ image, world }) => {
    const fix = projectToGround(model, image, { x: 1, y: 1 })?.at;
    return fix === undefined ? null : 100 * Math.hypot(fix.x - world.x, fix.y - world.y);
  });
  const held = covariance(camera);
  return {
    camera: model,
    residualPx: rms(px),
    residualCm: cm.some((value) => value === null) ? null : rms(cm.map((value) => value!)),
    expectedCm: held && floorDoubt(model, held),
    sheets: sheets.length,
  };
}

function rms(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
