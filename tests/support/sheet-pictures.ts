/** Pictures of sheets on a floor as a known camera takes them: sixteen rays a pixel, blur, noise of the sensor, uneven light. */
import { type GreyPicture } from '#core/calibration/grey-picture.ts';
import { sheetLayout, tagMetres } from '#core/calibration/sheet-layout.ts';
import { type PlacedSheet, cornersOnFloor } from '#core/calibration/sheet-place.ts';
import { TAG_CELLS, isWhiteCell } from '#core/calibration/tag-family.ts';
import { type CameraModel, projectToGround, projectToImage } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { mulberry32 } from './floor-world.ts';

interface SheetPicture {
  readonly camera: CameraModel;
  readonly sheets: readonly PlacedSheet[];
  readonly seed?: number;
  /** Standard deviation, of 255. */
  readonly noise?: number;
  /** Standard deviation, px. */
  readonly blur?: number;
  /** How much larger each was printed, by its number. */
  readonly printed?: Readonly<Record<number, number>>;
}

const [PAPER, INK] = [225, 32];
const RAYS = 4;

export function pictureOfSheets({
  camera,
  sheets,
  seed = 1,
  noise = 3,
  blur = 0.6,
  printed = {},
}: SheetPicture): GreyPicture {
  const { width, height } = camera;
  const random = mulberry32(seed);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const light = new Float64Array(width * height);
  // A floor with tiles.
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = projectToGround(camera, imagePoint(x + 0.5, y + 0.5), { x: 1, y: 1 })?.at;
      const tile = at === undefined ? 0.5 : (Math.floor(2 * at.x) + Math.floor(2 * at.y)) & 1;
      light[y * width + x] = 115 + 18 * tile;
    }
  for (const sheet of sheets) {
    const scale = printed[sheet.number] ?? 1;
    const half = 1.3 * tagMetres(sheet.number) * scale;
    const around = cornersOnFloor(sheet, (2 * half) / tagMetres(sheet.number)).map((corner) =>
      projectToImage(camera, corner),
    );
    if (around.some((corner) => corner === null)) continue;
    const [xs, ys] = [around.map((corner) => corner!.x), around.map((corner) => corner!.y)];
    const [x0, x1] = [Math.max(0, Math.floor(Math.min(...xs))), Math.min(width, Math.ceil(Math.max(...xs)))];
    const [y0, y1] = [Math.max(0, Math.floor(Math.min(...ys))), Math.min(height, Math.ceil(Math.max(...ys)))];
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++) {
        let sum = 0;
        for (let k = 0; k < RAYS * RAYS; k++) {
          const px = imagePoint(x + ((k % RAYS) + 0.5) / RAYS, y + (Math.floor(k / RAYS) + 0.5) / RAYS);
          const at = projectToGround(camera, px, { x: 1, y: 1 })?.at;
          sum += (at && lightOnSheet(sheet, at.x, at.y, scale)) ?? light[y * width + x]!;
        }
        light[y * width + x] = sum / RAYS ** 2;
      }
  }
  const soft = blurred(light, width, height, blur);
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) {
    const uneven = 1 - 0.25 * ((i % width) / width);
    data[i] = Math.min(255, Math.max(0, Math.round(soft[i]! * uneven + noise * gauss())));
  }
  return { width, height, data };
}

/** `null` beside the paper. */
function lightOnSheet({ number, x, y, angle }: PlacedSheet, gx: number, gy: number, scale: number): number | null {
  const { width, height, cell, tag } = sheetLayout(number, number > 20 ? 'a3' : 'a4');
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const [u, v] = [((gx - x) * c + (gy - y) * s) / scale, (-(gx - x) * s + (gy - y) * c) / scale];
  const side = TAG_CELLS * cell;
  // mm on the paper, y down.
  const [px, py] = [tag.x + side / 2 + 1000 * u, tag.y + side / 2 - 1000 * v];
  if (px < 0 || py < 0 || px >= width || py >= height) return null;
  const [column, row] = [Math.floor((px - tag.x) / cell), Math.floor((py - tag.y) / cell)];
  const onTag = column >= 0 && row >= 0 && column < TAG_CELLS && row < TAG_CELLS;
  return onTag && !isWhiteCell(number, row, column) ? INK : PAPER;
}

function blurred(light: Float64Array, width: number, height: number, sigma: number): Float64Array {
  if (sigma === 0) return light;
  const weights = [-2, -1, 0, 1, 2].map((d) => Math.exp(-(d * d) / (2 * sigma * sigma)));
  const total = weights.reduce((sum, each) => sum + each, 0);
  const pass = (from: Float64Array, dx: number, dy: number) =>
    Float64Array.from(from, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      let sum = 0;
      for (let k = -2; k <= 2; k++) {
        const u = Math.min(width - 1, Math.max(0, x + k * dx));
        const v = Math.min(height - 1, Math.max(0, y + k * dy));
        sum += weights[k + 2]! * from[v * width + u]!;
      }
      return sum / total;
    });
  return pass(pass(light, 1, 0), 0, 1);
}
