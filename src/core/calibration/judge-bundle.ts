/** What of a solved floor fits worst, and what may be the reason. */
import { LEAST_SHEETS, type SheetFault } from '#core/calibration/sheet-faults.ts';
import { type SeenSheet, type SheetView, type Solution, sheetPoints } from '#core/calibration/sheet-view.ts';
import { projectToImage } from '#core/geometry/camera-model.ts';

/** Either one sheet of one picture is where it should not be, or a sheet was printed at another size. */
export type Suspicion =
  Extract<SheetFault, { kind: 'moved' | 'bent' }> | { readonly kind: 'size'; readonly sheet: number };

/** px a corner may be off, on average over a sheet: paper does not lie quite flat, and lenses are not quite as thought. */
const OFF = 0.7;
/** What is wrong pulls at all others: it is among those that fit worst. */
const SUSPECTS = 4;

/** @param odd - Sheets whose size is not believed any more. */
export function suspicionsOf(
  views: readonly SheetView[],
  solution: Solution,
  odd: readonly number[],
): readonly Suspicion[] {
  const all = views.flatMap(({ camera, sheets }) =>
    sheets.map((sheet) => ({
      camera,
      sheet: sheet.number,
      px: missOf(solution, camera, sheet),
      spare: sheets.length > LEAST_SHEETS,
    })),
  );
  const bad = all.filter(({ px }) => px > OFF).sort((a, b) => b.px - a.px);
  const worst = bad.slice(0, SUSPECTS);
  const sizes = [...new Set(worst.map(({ sheet }) => sheet))].filter((sheet) => !odd.includes(sheet));
  return [
    ...sizes.map((sheet) => ({ kind: 'size', sheet }) as const),
    ...worst.flatMap(({ camera, sheet, spare }) => {
      const shared = all.filter((each) => each.sheet === sheet).length > 1;
      return spare ? [{ kind: shared ? 'moved' : 'bent', camera, sheet } as const] : [];
    }),
  ];
}

function missOf(solution: Solution, camera: string, sheet: SeenSheet): number {
  const model = solution.cameras.get(camera)!;
  const squares = sheetPoints(solution, sheet).map(({ image, world }) => {
    const seen = projectToImage(model, world);
    return seen === null ? Infinity : (seen.x - image.x) ** 2 + (seen.y - image.y) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}
