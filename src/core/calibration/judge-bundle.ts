/** What of a solved floor does not fit the rest. */
import { sides } from '#core/calibration/quad.ts';
import { LEAST_SHEETS, type SheetFault } from '#core/calibration/sheet-faults.ts';
import { tagMetres } from '#core/calibration/sheet-layout.ts';
import {
  type SeenSheet,
  type SheetView,
  type Solution,
  printedScale,
  sheetPoints,
} from '#core/calibration/sheet-view.ts';
import { type CameraModel, projectToGround, projectToImage } from '#core/geometry/camera-model.ts';

/** As a share: paper and printers differ by less. */
export const LEAST_ODD = 0.025;
/** In standard deviations of what the picture tells. */
const CERTAIN = 4;
/** Of two sheets nobody knows which is wrong. */
const LEAST_TO_COMPARE = 3;

/**
 * The sheet whose size on the floor differs most from that of the others; `null` when none surely does.
 *
 * @param alone - What each view came to by itself: what moved between two of them says nothing about sizes.
 */
export function oddSheet(views: readonly SheetView[], alone: ReadonlyMap<string, Solution>): number | null {
  const numbers = new Set([...alone.values()].flatMap(({ sheets }) => [...sheets.keys()]));
  const measured = [...numbers].flatMap((number) => {
    const logs = views.flatMap(({ camera, sheets }) => {
      const solution = alone.get(camera);
      const seen = sheets.find((each) => each.number === number);
      if (solution === undefined || seen === undefined || solution.odd.has(number)) return [];
      return logSize(solution.cameras.get(camera)!, seen, printedScale(solution, number)) ?? [];
    });
    if (logs.length === 0) return [];
    const weights = logs.map(({ sigma }) => 1 / sigma ** 2);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const log = logs.reduce((sum, each, i) => sum + weights[i]! * each.log, 0) / total;
    return [{ number, log, sigma: Math.sqrt(1 / total) }];
  });
  if (measured.length < LEAST_TO_COMPARE) return null;
  const logs = measured.map(({ log }) => log).sort((a, b) => a - b);
  const middle = (logs[Math.floor((logs.length - 1) / 2)]! + logs[Math.ceil((logs.length - 1) / 2)]!) / 2;
  const off = ({ log }: (typeof measured)[number]) => Math.abs(log - middle);
  const worst = measured.reduce((a, b) => (off(b) > off(a) ? b : a));
  return off(worst) > Math.max(LEAST_ODD, CERTAIN * worst.sigma) ? worst.number : null;
}

/** Of how much larger it is on the floor than on paper. */
function logSize(camera: CameraModel, { number, quad, sigma }: SeenSheet, printed: number) {
  const corners = quad.flatMap((corner) => projectToGround(camera, corner, { x: 1, y: 1 })?.at ?? []);
  if (corners.length < 4) return null;
  const round = corners.reduce((sum, { x, y }, i) => {
    const next = corners[(i + 1) % 4]!;
    return sum + Math.hypot(next.x - x, next.y - y);
  }, 0);
  return {
    log: Math.log(round / (4 * tagMetres(number) * printed)),
    sigma: Math.hypot(sigma, 0.1) / Math.min(...sides(quad)),
  };
}

/** px a corner may be off, on average over a sheet: paper that does not lie flat. */
const OFF = 2;
/** One that lies elsewhere pulls at all others: it is among those that fit worst. */
const SUSPECTS = 4;

/** Sheets of single pictures that fit badly, worst first. */
export function suspectsOf(
  views: readonly SheetView[],
  solution: Solution,
): readonly Extract<SheetFault, { kind: 'moved' | 'bent' }>[] {
  const all = views.flatMap(({ camera, sheets }) =>
    sheets.map((sheet) => ({
      camera,
      sheet: sheet.number,
      px: missOf(solution, camera, sheet),
      spare: sheets.length > LEAST_SHEETS,
    })),
  );
  const bad = all.filter(({ px, spare }) => spare && px > OFF).sort((a, b) => b.px - a.px);
  return bad.slice(0, SUSPECTS).map(({ camera, sheet }) => {
    const shared = all.filter((each) => each.sheet === sheet).length > 1;
    return { kind: shared ? 'moved' : 'bent', camera, sheet };
  });
}

function missOf(solution: Solution, camera: string, sheet: SeenSheet): number {
  const model = solution.cameras.get(camera)!;
  const squares = sheetPoints(solution, sheet).map(({ image, world }) => {
    const seen = projectToImage(model, world);
    return seen === null ? Infinity : (seen.x - image.x) ** 2 + (seen.y - image.y) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}
