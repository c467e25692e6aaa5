import { describe, expect, test } from 'vitest';
import { type SheetFault, faultsAt } from '#core/calibration/sheet-faults.ts';
import { type PlacedSheet, moved, rigidMotion } from '#core/calibration/sheet-place.ts';
import type { SheetView } from '#core/calibration/sheet-view.ts';
import { solveSheets } from '#core/calibration/solve-sheets.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { cornerCameras, floorError, laidSheets, viewOf } from '../../support/sheet-floor.ts';

const cameras = cornerCameras(1280);
const sheets = laidSheets(8, 3);
const viewsOf = (printed: Readonly<Record<number, number>> = {}, lying = sheets, noise = 0.15): readonly SheetView[] =>
  cameras.map((camera, i) => viewOf(`cam${i + 1}`, camera, lying, noise, 10 + i, printed));
/** Seen by two cameras at least. */
const first = sheets[3]!;
const kinds = (faults: readonly SheetFault[]) => faults.map(({ kind }) => kind).filter((kind) => kind !== 'hidden');

describe('cameras and sheets that lie anywhere', () => {
  test('are found together from one sheet that was measured, to three centimetres of floor', () => {
    const { cameras: found, sheets: lying, faults } = solveSheets(viewsOf(), [first]);
    expect(kinds(faults)).toEqual([]);
    cameras.forEach((camera, i) => {
      const { camera: model, residualPx, expectedCm } = found.get(`cam${i + 1}`)!;
      expect(floorError(camera, model)).toBeLessThan(3);
      expect(residualPx).toBeLessThan(0.4);
      expect(expectedCm).toBeLessThan(8);
    });
    for (const sheet of lying) {
      const truth = sheets.find(({ number }) => number === sheet.number)!;
      expect(Math.hypot(sheet.x - truth.x, sheet.y - truth.y)).toBeLessThan(0.05);
    }
  });

  test('are found without any direction when two places were measured', () => {
    const two = [sheets[0]!, sheets[7]!].map((sheet) => ({ ...sheet, angle: null }));
    const { cameras: found, faults } = solveSheets(viewsOf(), two);
    expect(kinds(faults)).toEqual([]);
    cameras.forEach((camera, i) => expect(floorError(camera, found.get(`cam${i + 1}`)!.camera)).toBeLessThan(3));
  });

  test('say nothing of a plan on which no sheet was measured, or one without its direction', () => {
    for (const known of [[], [{ ...first, angle: null }]]) {
      const { cameras: found, faults } = solveSheets(viewsOf(), known);
      expect(found.size).toBe(0);
      expect(kinds(faults)).toEqual(['unplaced', 'unplaced', 'unplaced', 'unplaced']);
    }
  });

  test('do not tie a camera to the plan that shares no sheet with the others', () => {
    const [alone, ...rest] = viewsOf();
    const other = { ...alone!, sheets: alone!.sheets.map((sheet) => ({ ...sheet, number: sheet.number + 20 })) };
    const { cameras: found, faults } = solveSheets([other, ...rest], [first]);
    expect([...found.keys()]).toEqual(['cam2', 'cam3', 'cam4']);
    expect(faults).toContainEqual({ kind: 'unplaced', camera: 'cam1' });
  });
});

describe('what is wrong with sheets', () => {
  test('one that was printed larger is named with by how much, and spoils nothing', () => {
    const { cameras: found, faults } = solveSheets(viewsOf({ 5: 1.06 }), [first]);
    const size = faults.find((fault) => fault.kind === 'size');
    expect(size?.sheet).toBe(5);
    expect(size?.share).toBeCloseTo(0.06, 2);
    cameras.forEach((camera, i) => expect(floorError(camera, found.get(`cam${i + 1}`)!.camera)).toBeLessThan(3));
  });

  test('all printed smaller than they should be do not fit measured places; what the ruler says makes up for it', () => {
    const all = Object.fromEntries(sheets.map(({ number }) => [number, 0.94]));
    const known = [sheets[0]!, sheets[7]!];
    const scale = solveSheets(viewsOf(all), known).faults.find((fault) => fault.kind === 'scale');
    expect(scale?.share).toBeCloseTo(-0.06, 2);
    const { faults, cameras: found } = solveSheets(viewsOf(all), known, 0.94);
    expect(kinds(faults)).toEqual([]);
    cameras.forEach((camera, i) => expect(floorError(camera, found.get(`cam${i + 1}`)!.camera)).toBeLessThan(3));
  });

  test('all printed at a wrong size do not show by one measured sheet: it is said, and promised no more than that', () => {
    const shrunk = viewsOf(Object.fromEntries(sheets.map(({ number }) => [number, 0.94])));
    const { faults, cameras: found } = solveSheets(shrunk, [first], null);
    expect(kinds(faults)).toEqual(['unchecked']);
    cameras.forEach((camera, i) => {
      const { camera: model, expectedCm } = found.get(`cam${i + 1}`)!;
      // 6 % is two of what is expected of print, and expected is over pixels, of which more see floor that is near.
      expect(floorError(camera, model)).toBeGreaterThan(12);
      expect(floorError(camera, model)).toBeLessThan(3 * expectedCm!);
    });
    const ruled = solveSheets(shrunk, [first], 0.94);
    expect(kinds(ruled.faults)).toEqual([]);
    for (const { expectedCm } of ruled.cameras.values()) expect(expectedCm).toBeLessThan(8);
  });

  test('two measured sheets say the size when cameras tie them together, and not when none does', () => {
    const known = [sheets[0]!, sheets[7]!];
    expect(kinds(solveSheets(viewsOf(), known, null).faults)).toEqual([]);
    const [one, , three] = viewsOf();
    const other = { ...three!, sheets: three!.sheets.map((sheet) => ({ ...sheet, number: sheet.number + 20 })) };
    const apart = [one!.sheets[0]!.number, other.sheets[0]!.number].map((number) => {
      const lying = sheets.find((sheet) => sheet.number === (number > 20 ? number - 20 : number))!;
      return { ...lying, number };
    });
    const { faults, cameras: found } = solveSheets([one!, other], apart, null);
    expect([found.size, kinds(faults)]).toEqual([2, ['unchecked']]);
  });

  test('a number that lies there twice is left out and named', () => {
    const [one, ...rest] = viewsOf();
    const [a, b] = one!.sheets;
    const twice = { ...one!, sheets: [...one!.sheets, { ...b!, number: a!.number }] };
    const { faults } = solveSheets([twice, ...rest], [first]);
    expect(faults).toContainEqual({ kind: 'twice', camera: 'cam1', sheet: a!.number });
  });

  test('a camera that is left with one sheet, because another sees its second one twice, is told so and why', () => {
    const [one, two] = viewsOf();
    const shared = one!.sheets.find(({ number }) => two!.sheets.some((sheet) => sheet.number === number))!;
    const other = one!.sheets.find(({ number }) => number !== shared.number)!;
    const twice = { ...one!, sheets: [...one!.sheets, { ...other, number: shared.number }] };
    const own = two!.sheets.find(({ number }) => number !== shared.number)!;
    const left = { ...two!, sheets: [two!.sheets.find(({ number }) => number === shared.number)!, own] };
    const { faults } = solveSheets([twice, left], [first]);
    expect(faults).toContainEqual({ kind: 'few', camera: 'cam2', seen: 1 });
    const doubled = { kind: 'twice', camera: 'cam1', sheet: shared.number };
    expect(faultsAt('cam2', faults, left.sheets)).toContainEqual(doubled);
    expect(faultsAt('cam2', faults, [own])).not.toContainEqual(doubled);
  });

  test('one that was moved between two looks is named where it does not fit', () => {
    const shifted = sheets.map((sheet) => (sheet.number === 5 ? { ...sheet, x: sheet.x + 0.3 } : sheet));
    const views = viewsOf().map((view, i) => (i === 0 ? viewOf('cam1', cameras[0]!, shifted, 0.15, 10) : view));
    const { faults } = solveSheets(views, [first]);
    expect(faults.some((fault) => fault.kind === 'moved' && fault.sheet === 5)).toBe(true);
  });

  test('no sheet, one sheet and foreign marks are said', () => {
    const [a, b, c] = viewsOf();
    const views = [
      { ...a!, sheets: [] },
      { ...b!, sheets: b!.sheets.slice(0, 1) },
      { ...c!, foreign: 2 },
    ];
    const { faults } = solveSheets(views, [first]);
    expect(faults).toContainEqual({ kind: 'none', camera: 'cam1' });
    expect(faults).toContainEqual({ kind: 'few', camera: 'cam2', seen: 1 });
    expect(faults).toContainEqual({ kind: 'foreign', camera: 'cam3', count: 2 });
  });

  test('sheets in one line, or in one corner of the picture, are said', () => {
    const row = [1, 2, 3, 4].map((number) => ({ number, x: 1.5 + 0.7 * number, y: 1.3 + 0.5 * number, angle: number }));
    expect(kinds(solveSheets([viewOf('cam1', cameras[0]!, row, 0.1, 1)], [row[1]!]).faults)).toContain('line');
    const corner = [1, 2, 3].map((number) => ({ number, x: 4 + 0.3 * (number % 2), y: 3 + 0.25 * number, angle: 0 }));
    expect(kinds(solveSheets([viewOf('cam1', cameras[0]!, corner, 0.1, 1)], [corner[1]!]).faults)).toContain('close');
  });

  test('one that lies whole in the picture and was not found is hidden', () => {
    const [one, ...rest] = viewsOf();
    const near = [...one!.sheets].sort((a, b) => b.quad[2].y - a.quad[2].y)[0]!;
    const shared = rest.some(({ sheets: seen }) => seen.some(({ number }) => number === near.number));
    const without = { ...one!, sheets: one!.sheets.filter((sheet) => sheet !== near) };
    const { faults } = solveSheets([without, ...rest], [first.number === near.number ? sheets[4]! : first]);
    const hidden = { kind: 'hidden', camera: 'cam1', sheet: near.number, small: false };
    if (shared) expect(faults).toContainEqual(hidden);
    else expect(faults).not.toContainEqual(hidden);
  });

  test('a sheet that is on no floor is no camera, or is left out', () => {
    const [one] = viewsOf();
    const bent = one!.sheets.map((sheet, i) =>
      i > 0
        ? sheet
        : {
            ...sheet,
            quad: sheet.quad.map(({ x, y }, k) => imagePoint(x, y + (k === 1 ? 9 : 0))) as unknown as typeof sheet.quad,
          },
    );
    const { faults } = solveSheets([{ ...one!, sheets: bent }], [first]);
    expect(kinds(faults).some((kind) => kind === 'bent' || kind === 'size' || kind === 'no-camera')).toBe(true);
  });
});

test('a motion of the floor brings sheets where they were', () => {
  const motion = { x: 2, y: -1, angle: 0.7 };
  const place: PlacedSheet = { number: 1, x: 3, y: 4, angle: 1 };
  const points = [
    [0, 0],
    [1, 0],
    [3, 4],
  ] as const;
  const after = points.map(([x, y]) => moved({ x, y, angle: 0 }, motion));
  const found = rigidMotion(
    points,
    after.map(({ x, y }) => [x, y] as const),
  );
  expect(found.x).toBeCloseTo(2);
  expect(found.y).toBeCloseTo(-1);
  expect(found.angle).toBeCloseTo(0.7);
  expect(moved(place, found).angle).toBeCloseTo(1.7);
});
