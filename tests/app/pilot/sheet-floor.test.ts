/** The page's side of printed sheets, with what looks through pictures in the same thread. */
import { expect, test } from 'vitest';
import { RULER } from '#core/calibration/sheet-layout.ts';
import { solveSheets } from '#core/calibration/solve-sheets.ts';
import type { SheetFinder } from '#workers/sheets/client.ts';
import { calibrating } from '#app/pilot/calibrating.ts';
import { CameraCalibration } from '#app/pilot/calibration.svelte.ts';
import { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { SheetFloor } from '#app/pilot/sheet-floor.svelte.ts';
import { cornerCameras, floorError, laidSheets, viewOf } from '../../support/sheet-floor.ts';
import { sheetShop } from '../../support/sheet-shop.ts';

const { unknown: project } = sheetShop();
const hung = cornerCameras(1280)[0]!;
const sheets = laidSheets(8, 3);
const { sheets: seen } = viewOf('cam1', hung, sheets, 0.15, 10);
const measured = sheets.find(({ number }) => number === seen[0]!.number)!;

/** Finds what is seen above; solves for real, as soon as it may. */
class Bench implements SheetFinder {
  readonly solved: number[] = [];
  readonly ruled: (number | null)[] = [];
  disposed = 0;
  fails = false;
  /** `null` answers at once. */
  hold: Promise<void> | null = null;

  find: SheetFinder['find'] = async () => {
    if (this.fails) throw new Error('the worker is gone');
    return { sheets: seen.map((sheet) => ({ ...sheet, misfit: 0, contrast: 1 })), foreign: [] };
  };
  solve: SheetFinder['solve'] = async (views, known, ruled) => {
    this.solved.push(known[0]?.x ?? NaN);
    this.ruled.push(ruled);
    await this.hold;
    return solveSheets(views, known, ruled);
  };
  [Symbol.dispose](): void {
    this.disposed++;
  }
}

/** A picture, and how many copies of it are open. */
function picture() {
  const copies = { open: 0 };
  const frame = {
    clone: () => {
      copies.open++;
      return { close: () => copies.open-- };
    },
  };
  return { copies, frame: frame as unknown as VideoFrame };
}

async function looked(bench = new Bench()) {
  const floor = new SheetFloor(async () => bench);
  const calibration = new CameraCalibration(project, project.cameras[0]!, floor);
  calibration.way = 'sheets';
  calibration.frame = picture().frame;
  await floor.look(calibration);
  return { bench, floor, calibration };
}
/** One question has ended, the next may begin. */
const rested = () => new Promise((resolve) => setTimeout(resolve, 5));
const placeOf = ({ x, y, angle }: typeof measured, aside = 0) => ({ x: x + aside, y, angle });

test('a sheet that is dragged is one step to undo, and only where it lies by then is worked out', async () => {
  const { bench, floor, calibration } = await looked();
  await floor.measure(measured.number, placeOf(measured));
  const before = calibration.found!;
  expect(floorError(hung, before.camera)).toBeLessThan(8);
  await rested();
  bench.solved.length = 0;
  const steps = Array.from({ length: 30 }, (_, i) => (i + 1) / 30);
  const drag = steps.map((aside) => floor.measure(measured.number, placeOf(measured, aside), 'drag 1'));
  expect(calibration.found).toBeNull();
  expect(calibration.model).toEqual(before.camera);
  await Promise.all(drag);
  expect(bench.solved).toEqual([measured.x + 1 / 30, measured.x + 1]);
  expect(floorError(hung, calibration.found!.camera)).toBeCloseTo(100, -1);
  await floor.undo();
  expect(floor.known).toEqual([{ number: measured.number, ...placeOf(measured) }]);
  expect(calibration.found).toEqual(before);
});

test('a ruler that nobody measured is no ruler of 10 cm, and one that measures 10 cm says that sheets are as large as they should be', async () => {
  const { bench, floor } = await looked();
  await floor.measure(measured.number, placeOf(measured));
  const unchecked = { kind: 'unchecked' };
  expect([floor.ruler, bench.ruled.at(-1)]).toEqual([null, null]);
  expect(floor.answer!.faults).toContainEqual(unchecked);
  const before = floor.answer!.cameras.get('cam1')!.expectedCm!;
  await floor.rule(RULER);
  expect(bench.ruled.at(-1)).toBe(1);
  expect(floor.answer!.faults).not.toContainEqual(unchecked);
  expect(floor.answer!.cameras.get('cam1')!.expectedCm).toBeLessThan(before / 2);
});

test('what is undone while it is worked out is neither shown nor saved afterwards', async () => {
  const { bench, floor, calibration } = await looked();
  await floor.measure(measured.number, placeOf(measured));
  const before = calibration.found;
  let go!: () => void;
  bench.hold = new Promise((resolve) => (go = resolve));
  const moved = floor.measure(measured.number, placeOf(measured, 1));
  const undone = floor.undo();
  go();
  await Promise.all([moved, undone]);
  expect(calibration.found).toEqual(before);
  const again = floor.redo();
  expect(calibration.found).toBeNull();
  await again;
  expect(floorError(hung, calibration.found!.camera)).toBeCloseTo(100, -1);
});

test('what is stopped leaves nothing to save, its finder goes, and the next question finds another one', async () => {
  const { bench, floor, calibration } = await looked();
  await rested();
  let close!: (error: Error) => void;
  bench.hold = new Promise((_, reject) => (close = reject));
  const stopped = floor.measure(measured.number, placeOf(measured));
  await rested();
  floor.cancel();
  close(new Error('it was closed'));
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  expect(calibration.found).toBeNull();
  bench.hold = null;
  await floor.rule(RULER);
  expect([bench.disposed, calibration.found === null]).toEqual([1, false]);
});

test('a picture that nobody looked through is closed, and a finder that failed is too', async () => {
  const { frame, copies } = picture();
  const camera = project.cameras[0]!;
  const unreachable = new SheetFloor(() => Promise.reject(new Error('offline')));
  await expect(unreachable.look({ camera, frame })).rejects.toThrow('offline');
  const bench = new Bench();
  bench.fails = true;
  const failing = new SheetFloor(async () => bench);
  await expect(failing.look({ camera, frame })).rejects.toThrow('the worker is gone');
  expect([copies.open, bench.disposed, failing.looking]).toEqual([0, 1, false]);
});

test('the copy of a session goes on with its sheets and marks, which do not go when the first one closes', () => {
  const [first, second] = project.cameras;
  const open = () => new PilotSession(project, project.recordings[0]!, null);
  const [before, copy] = [open(), open()];
  const calibration = calibrating(before, second!);
  const { sheets } = calibration;
  calibration.place('image', { x: 10, y: 20 });
  copy.takeOverCalibrations(before);
  before[Symbol.dispose]();
  expect(calibrating(copy, first!).sheets).toBe(sheets);
  expect(calibrating(copy, second!).points).toHaveLength(1);
  expect(before.sheets).not.toBe(sheets);
});
