import { findTags } from '#core/calibration/find-tags.ts';
import type { PlacedSheet } from '#core/calibration/sheet-place.ts';
import type { KnownSheet, SheetView } from '#core/calibration/sheet-view.ts';
import { solveSheets } from '#core/calibration/solve-sheets.ts';
import { calibrate } from '#core/geometry/calibrate.ts';
import type { CalibrationPoint } from '#core/geometry/calibration-point.ts';
import { type CameraModel, projectToImage } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { mulberry32 } from '../support/floor-world.ts';
import { ROOM, cornerCameras, floorError, laidSheets, viewOf } from '../support/sheet-floor.ts';
import { pictureOfSheets } from '../support/sheet-pictures.ts';
import type { Bench, Row } from './bench.ts';

/** px of the pictures. */
const WIDTH = 1280;
const CLICKED = 40;
const SOLVED = 15;
/** Cameras of one shop share what its tape was off by: two shops would be two throws of dice. */
const DRAWN = 8;
const SHEETS = 8;
/** A tape, m, and the edge of a paper along a shelf, rad. */
const TAPE = 0.01;
const EDGE = 0.005;

/** How far off cameras place what stands on the floor, root mean square over the floor each sees, cm: by way of calibrating them. */
export const bench: Bench = {
  name: 'calibration-ways: 8 × 6 m, cameras at 2.6 m that see 70° wide, 1280 × 720 px',
  run: () => Promise.resolve([...clicks(), ...synthetic(), ...pictures()]),
};

function clicks(): readonly Row[] {
  const errors = Array.from({ length: CLICKED }, (_, seed) => {
    const camera = cornerCameras(WIDTH, 0)[seed % 4]!;
    const gauss = gaussian(seed + 1);
    const { calibration } = calibrate(clickedPoints(camera, gauss, seed), camera);
    return calibration === null ? Infinity : floorError(camera, calibration.camera);
  });
  return [
    aim('8 clicks spread over the floor, σ 5 px, tape σ 1 cm, median', median(errors), 7),
    p90('the same', errors),
  ];
}

/** Marks on the floor that the camera sees, of sixty those that lie farthest from each other: the page asks to spread them. */
function clickedPoints(camera: CameraModel, gauss: () => number, seed: number): readonly CalibrationPoint[] {
  const random = mulberry32(1000 + seed);
  const marks: CalibrationPoint[] = [];
  while (marks.length < 60) {
    const world = { x: ROOM.width * random(), y: ROOM.depth * random(), z: 0 };
    const image = projectToImage(camera, world);
    const inside = image && image.x > 0 && image.y > 0 && image.x < WIDTH && image.y < camera.height;
    if (inside) marks.push({ image, world });
  }
  const chosen = marks.slice(0, 1);
  const away = (mark: CalibrationPoint) =>
    Math.min(...chosen.map(({ image }) => Math.hypot(image.x - mark.image.x, image.y - mark.image.y)));
  while (chosen.length < 8) chosen.push(marks.reduce((a, b) => (away(b) > away(a) ? b : a)));
  return chosen.map(({ image, world }) => ({
    image: imagePoint(image.x + 5 * gauss(), image.y + 5 * gauss()),
    world: { x: world.x + TAPE * gauss(), y: world.y + TAPE * gauss(), z: 0 },
  }));
}

/** Corners as they would be found, with noise. */
function synthetic(): readonly Row[] {
  const shops = Array.from({ length: SOLVED }, (_, i) => i + 1);
  const solved = (
    noise: number,
    known: (sheets: readonly PlacedSheet[], gauss: () => number) => readonly KnownSheet[],
  ) =>
    shops.flatMap((seed) => {
      const sheets = laidSheets(SHEETS, seed);
      const cameras = cornerCameras(WIDTH);
      const views = cameras.map((camera, i) => viewOf(String(i), camera, sheets, noise, 10 * seed + i));
      return errorsOf(cameras, views, known(sheets, gaussian(seed)));
    });
  const exact = solved(0.2, (sheets) => [sheets[4]!]);
  const one = solved(0.2, (sheets, gauss) => [measured(sheets[4]!, gauss)]);
  const two = solved(0.2, (sheets, gauss) =>
    [sheets[0]!, sheets[7]!].map((sheet) => ({ ...measured(sheet, gauss), angle: null })),
  );
  return [
    aim(`${SHEETS} sheets, corners σ 0.2 px, sheet 5 where it is said to lie, median`, median(exact), 3),
    p90('the same', exact),
    aim('its place by tape (σ 1 cm) and edge (σ 0.3°), median', median(one), 3),
    p90('the same', one),
    aim('two places by tape, no direction, median', median(two), 3),
    p90('the same', two),
  ];
}

/** Pictures with blur, noise and uneven light, through the finder. */
function pictures(): readonly Row[] {
  const finding: number[] = [];
  let seen = 0;
  const errors = Array.from({ length: DRAWN }, (_, shop) => {
    const sheets = laidSheets(SHEETS, 20 + shop);
    const cameras = cornerCameras(WIDTH);
    const views = cameras.map((camera, i): SheetView => {
      const picture = pictureOfSheets({ camera, sheets, seed: 100 * shop + i, noise: 4, blur: 0.7 });
      const began = performance.now();
      const { sheets: found, foreign } = findTags(picture);
      finding.push(performance.now() - began);
      seen += found.length;
      return { camera: String(i), size: camera, sheets: found, foreign: foreign.length };
    });
    const gauss = gaussian(shop + 1);
    const two = [sheets[0]!, sheets[7]!].map((sheet) => ({ ...measured(sheet, gauss), angle: null }));
    return { exact: errorsOf(cameras, views, [sheets[4]!]), taped: errorsOf(cameras, views, two) };
  });
  const exact = errors.flatMap((each) => each.exact);
  const taped = errors.flatMap((each) => each.taped);
  return [
    aim(`${SHEETS} sheets in rendered pictures, sheet 5 where it is said to lie, median`, median(exact), 3),
    p90('the same', exact),
    aim('two places by tape, no direction, median', median(taped), 3),
    p90('the same', taped),
    { what: 'sheets found a picture, mean', value: seen / (4 * DRAWN), unit: `of ${SHEETS}` },
    { what: 'finding them in one picture, median', value: median(finding), unit: 'ms' },
  ];
}

function errorsOf(cameras: readonly CameraModel[], views: readonly SheetView[], known: readonly KnownSheet[]) {
  const { cameras: found } = solveSheets(views, known);
  return cameras.map((camera, i) => {
    const calibration = found.get(String(i));
    return calibration === undefined ? Infinity : floorError(camera, calibration.camera);
  });
}

const measured = (sheet: PlacedSheet, gauss: () => number): PlacedSheet => ({
  ...sheet,
  x: sheet.x + TAPE * gauss(),
  y: sheet.y + TAPE * gauss(),
  angle: sheet.angle + EDGE * gauss(),
});

function gaussian(seed: number): () => number {
  const random = mulberry32(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)]!;

const aim = (what: string, value: number, most: number): Row => ({
  what,
  value,
  unit: 'cm',
  target: `≤ ${most}`,
  met: value <= most,
});

const p90 = (what: string, values: readonly number[]): Row => ({
  what: `${what}, nine in ten`,
  value: sorted(values)[Math.floor(0.9 * values.length)]!,
  unit: 'cm',
});
