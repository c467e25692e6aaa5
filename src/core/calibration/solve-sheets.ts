/**
 * Cameras calibrated by printed sheets on the floor. The sheets' own size gives metres; one sheet with a known place and direction, or
 * two with known places, give the plan; all others lie anywhere and are found with the cameras.
 */
import { floorDoubt } from '#core/calibration/floor-doubt.ts';
import { joinViews } from '#core/calibration/join-views.ts';
import { suspicionsOf } from '#core/calibration/judge-bundle.ts';
import { hiddenSheets, judgeLie, judgeViews } from '#core/calibration/judge-views.ts';
import { isSizeChecked } from '#core/calibration/size-check.ts';
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
const STRAY = 1.3;
/** As a share: paper and printers differ by less. */
const LEAST_ODD = 0.025;
/** As a share; below it a tape and a printer are as good as each other. */
const OFF_SCALE = 0.02;

/**
 * @param known - Sheets whose place was measured.
 * @param ruled - How much larger than they should be sheets were printed, by the ruler on them: 1 as they should be, `null` when nobody
 *   measured it.
 */
export function solveSheets(
  views: readonly SheetView[],
  known: readonly KnownSheet[],
  ruled: number | null = 1,
): SheetsAnswer {
  const printed = ruled ?? 1;
  const faults: SheetFault[] = [...judgeViews(views)];
  const twice = new Set(faults.flatMap((fault) => (fault.kind === 'twice' ? [fault.sheet] : [])));
  const usable = views
    .map((view) => ({ ...view, sheets: view.sheets.filter(({ number }) => !twice.has(number)) }))
    .filter(({ sheets }) => sheets.length >= LEAST_SHEETS);
  const alone = new Map<string, Solution>();
  for (const view of usable) {
    const solution = solveLoneView(view, printed);
    if (solution === null) faults.push({ kind: 'no-camera', camera: view.camera });
    else alone.set(view.camera, solution);
  }
  const { solution: start, apart } = joinViews(alone, known);
  for (const camera of apart) faults.push({ kind: 'unplaced', camera });
  const placed = usable.filter(({ camera }) => start.cameras.has(camera));
  if (placed.length === 0) return { cameras: new Map(), sheets: [], faults };

  const { bundle, views: used, repairs } = withoutWrongs(placed, start, known, ruled !== null);
  const { solution } = bundle;
  faults.push(...repairs);
  for (const [sheet, scale] of solution.odd)
    if (Math.abs(scale - 1) > LEAST_ODD) faults.push({ kind: 'size', sheet, share: scale - 1 });
  const share = solution.printed / printed - 1;
  if (Math.abs(share) > OFF_SCALE) faults.push({ kind: 'scale', share });
  if (ruled === null && !isSizeChecked(used, known)) faults.push({ kind: 'unchecked' });
  for (const view of used) faults.push(...judgeLie(view));
  for (const view of placed) faults.push(...hiddenSheets(view, solution));
  return {
    cameras: new Map(used.map((view) => [view.camera, calibrationOf(view, bundle)])),
    sheets: [...solution.sheets.values()],
    faults,
  };
}

interface Repaired {
  readonly bundle: Bundle;
  readonly views: readonly SheetView[];
  readonly repairs: readonly SheetFault[];
}

/** All cameras together. What does not fit is taken for what explains it best, one after another, and no longer spoils the rest. */
function withoutWrongs(
  views: readonly SheetView[],
  start: Solution,
  known: readonly KnownSheet[],
  ruled: boolean,
): Repaired {
  const repairs: SheetFault[] = [];
  let state = { views, odd: [] as readonly number[], bundle: adjust(views, start, known, [], ruled) };
  for (let round = 0; round < MOST_WRONG; round++) {
    const from = { ...state.bundle.solution, printed: start.printed };
    const trials = suspicionsOf(state.views, from, state.odd).map((wrong) => {
      const odd = wrong.kind === 'size' ? [...state.odd, wrong.sheet] : state.odd;
      const rest = wrong.kind === 'size' ? state.views : without(state.views, wrong);
      const bundle = adjust(rest, from, known, odd, ruled);
      // A size explains a sheet in every picture: it is believed before a stray that fits a little better.
      return { wrong, views: rest, odd, bundle, score: bundle.cost * (wrong.kind === 'size' ? 1 : STRAY) };
    });
    const best = trials.sort((a, b) => a.score - b.score)[0];
    // Without what is wrong all others agree; without anything else they do not.
    if (best === undefined || best.score > AGREE * state.bundle.cost) break;
    if (best.wrong.kind !== 'size') repairs.push(best.wrong);
    state = best;
  }
  return { bundle: state.bundle, views: state.views, repairs };
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
  ruled: boolean,
): Bundle {
  const seen = new Set(views.flatMap(({ sheets }) => sheets.map(({ number }) => number)));
  const sheets = new Map([...start.sheets].filter(([number]) => seen.has(number)));
  return adjustBundle(
    views,
    { ...start, sheets },
    known.filter(({ number }) => seen.has(number)),
    odd.filter((number) => seen.has(number)),
    !ruled && !isSizeChecked(views, known),
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
