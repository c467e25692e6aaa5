/** What is wrong with the sheets of a picture by themselves, and with where they lie. */
import { middleOf, sides } from '#core/calibration/quad.ts';
import { LEAST_SHEETS, type SheetFault } from '#core/calibration/sheet-faults.ts';
import { type SheetView, type Solution, printedScale } from '#core/calibration/sheet-view.ts';
import { cornersOnFloor } from '#core/calibration/sheet-place.ts';
import { isThin, judgeSpread } from '#core/geometry/calibration-faults.ts';
import { projectToImage } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';

export function judgeViews(views: readonly SheetView[]): readonly SheetFault[] {
  // Two sheets of one number are two places: such a number ties no camera to another.
  const spoilt = new Set(views.flatMap(twiceIn));
  return views.flatMap((view): readonly SheetFault[] => {
    const { camera, sheets, foreign } = view;
    const numbers = sheets.map(({ number }) => number);
    const twice = twiceIn(view);
    const seen = new Set(numbers.filter((number) => !spoilt.has(number))).size;
    return [
      ...(foreign > 0 ? [{ kind: 'foreign', camera, count: foreign } as const] : []),
      ...twice.map((sheet) => ({ kind: 'twice', camera, sheet }) as const),
      ...(numbers.length === 0 ? [{ kind: 'none', camera } as const] : []),
      ...(numbers.length > 0 && seen < LEAST_SHEETS ? [{ kind: 'few', camera, seen } as const] : []),
    ];
  });
}

function twiceIn({ sheets }: SheetView): readonly number[] {
  const numbers = sheets.map(({ number }) => number);
  return [...new Set(numbers.filter((number, i) => numbers.indexOf(number) !== i))];
}

/** Whether the sheets lie so that little is left open: not in a row, not in one corner. */
export function judgeLie({ camera, size, sheets }: SheetView): readonly SheetFault[] {
  const middles = sheets.map(({ quad }) => middleOf(quad));
  if (middles.length > 2 && isThin(middles.map(({ x, y }) => [x, y] as const))) return [{ kind: 'line', camera }];
  const points = sheets.flatMap(({ quad }) => quad.map((image) => ({ image, world: { x: 0, y: 0, z: 0 } })));
  const spread = judgeSpread(points, size);
  return spread?.kind === 'corner' ? [{ kind: 'close', camera, share: spread.share }] : [];
}

/** px of the shortest side: below the first nothing can be read; up to the second it may be too small. */
const READABLE = 10;
const WELL_READABLE = 15;

/** Sheets that lie whole in the picture, as the others say, and were not found. */
export function hiddenSheets({ camera, size, sheets }: SheetView, solution: Solution): readonly SheetFault[] {
  const model = solution.cameras.get(camera);
  if (model === undefined) return [];
  const found = new Set(sheets.map(({ number }) => number));
  return [...solution.sheets.values()].flatMap((sheet) => {
    if (found.has(sheet.number)) return [];
    const corners = cornersOnFloor(sheet, 1.2 * printedScale(solution, sheet.number)).map((at) =>
      projectToImage(model, at),
    );
    const inside = corners.every(
      (corner) => corner !== null && corner.x > 0 && corner.y > 0 && corner.x < size.width && corner.y < size.height,
    );
    if (!inside) return [];
    const [a, b, c, d] = corners.map((corner) => imagePoint(corner!.x, corner!.y));
    const shortest = Math.min(...sides([a!, b!, c!, d!])) / 1.2;
    if (shortest < READABLE) return [];
    return [{ kind: 'hidden', camera, sheet: sheet.number, small: shortest < WELL_READABLE } as const];
  });
}
