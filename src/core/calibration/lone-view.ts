/** One camera by what it alone sees: it and all its sheets, in the frame of the sheet that is largest in its picture. */
import { type Bundle, adjustBundle } from '#core/calibration/sheet-bundle.ts';
import { type PlacedSheet, cornersOnFloor, rigidMotion, sheetCorners } from '#core/calibration/sheet-place.ts';
import { type SeenSheet, type SheetView, type Solution } from '#core/calibration/sheet-view.ts';
import { sides } from '#core/calibration/quad.ts';
import { startingCameras } from '#core/geometry/calibration-start.ts';
import { type CameraModel, cameraCentre, projectToGround } from '#core/geometry/camera-model.ts';

/** Focal lengths that are followed to the end. */
const PROMISING = 3;
/** The largest sheet may be the one that does not lie flat. */
const FRAMES = 3;

/**
 * @param printed - How much larger than they should be sheets were printed, by the ruler on them.
 * @returns `null` when no camera over the floor sees the sheets like this.
 */
export function solveLoneView(view: SheetView, printed: number): Solution | null {
  const largest = [...view.sheets].sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, FRAMES);
  for (const first of largest) {
    const solution = solveAround(first, view, printed);
    if (solution !== null) return solution;
  }
  return null;
}

function solveAround(first: SeenSheet, view: SheetView, printed: number): Solution | null {
  const origin: PlacedSheet = { number: first.number, x: 0, y: 0, angle: 0 };
  const points = cornersOnFloor(origin, printed).map((world, i) => ({ image: first.quad[i]!, world }));
  const known = [origin];
  const starts = startingCameras(points, view.size, 0).flatMap((camera) => {
    const sheets = placeAll(view, camera, origin);
    return sheets === null ? [] : [{ cameras: new Map([[view.camera, camera]]), sheets, printed, odd: new Map() }];
  });
  const fit = (start: Solution, steps: number) => adjustBundle([view], start, known, [], false, steps);
  const byCost = (a: Bundle, b: Bundle) => a.cost - b.cost;
  const promising = starts.map((start) => fit(start, 4)).sort(byCost);
  const fits = promising.slice(0, PROMISING).map(({ solution }) => fit(solution, 40));
  const possible = fits.filter(({ solution }) => cameraCentre(solution.cameras.get(view.camera)!).z > 0);
  return possible.sort(byCost)[0]?.solution ?? null;
}

const sizeOf = ({ quad }: SeenSheet): number => sides(quad).reduce((sum, side) => sum + side, 0);

/** Where the camera sees the sheets lie; `null` when it sees one in the sky. */
function placeAll(
  { sheets }: SheetView,
  camera: CameraModel,
  origin: PlacedSheet,
): ReadonlyMap<number, PlacedSheet> | null {
  const placed = new Map([[origin.number, origin]]);
  for (const { number, quad } of sheets) {
    if (number === origin.number) continue;
    const on = quad.flatMap((corner) => projectToGround(camera, corner, { x: 1, y: 1 })?.at ?? []);
    if (on.length < 4) return null;
    placed.set(number, {
      number,
      ...rigidMotion(
        sheetCorners(number),
        on.map(({ x, y }) => [x, y] as const),
      ),
    });
  }
  return placed;
}
