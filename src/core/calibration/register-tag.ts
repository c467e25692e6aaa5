/**
 * A known tag laid over its picture until light and dark agree, all its cells at once: the corners to some hundredths of a pixel, and
 * how sure they are. Blur and light are found with them. It begins within half a cell.
 *
 * Source: B. D. Lucas & T. Kanade, *An iterative image registration technique*, IJCAI 1981, with the homography of a plane.
 */
import type { GreyPicture } from '#core/calibration/grey-picture.ts';
import { type Quad, mapped, toSquare } from '#core/calibration/quad.ts';
import { TAG_CELLS, isWhiteCell } from '#core/calibration/tag-family.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { minimise } from '#core/math/levenberg-marquardt.ts';

export interface RegisteredTag {
  readonly quad: Quad;
  /** Standard deviation of a corner's coordinate, px. */
  readonly sigma: number;
  /** How far from the picture the printed tag is, as a share of what lies between its black and its white. */
  readonly misfit: number;
  /** Between its black and its white, of 255. */
  readonly contrast: number;
}

/** So many pixels tell enough. */
const MOST_PIXELS = 900;
/** How much of the white around it is looked at, cells. */
const AROUND = 0.5;

/** @param quad - Its first corner is the tag's top left one. @returns `null` when it runs off. */
export function registerTag(picture: GreyPicture, tag: number, quad: Quad): RegisteredTag | null {
  const pixels = pixelsOf(picture, quad);
  if (pixels === null) return null;
  const cells = Array.from({ length: TAG_CELLS ** 2 }, (_, i) =>
    isWhiteCell(tag, Math.floor(i / TAG_CELLS), i % TAG_CELLS),
  );
  const residuals = (q: Float64Array): Float64Array => {
    const values = new Float64Array(pixels.length);
    const h = toSquare(quadOf(q), TAG_CELLS);
    if (h === null) return values.fill(1e3);
    const blur = Math.exp(Math.min(2, Math.max(-3, q[8]!)));
    pixels.forEach(({ x, y, light }, i) => {
      const at = mapped(h, x, y);
      // How many cells a pixel is, across and down.
      const w = h[6]! * x + h[7]! * y + h[8]!;
      const across = Math.hypot(h[0]! - at.x * h[6]!, h[1]! - at.x * h[7]!) / Math.abs(w);
      const down = Math.hypot(h[3]! - at.y * h[6]!, h[4]! - at.y * h[7]!) / Math.abs(w);
      values[i] = q[9]! + q[10]! * whiteness(cells, at.x, at.y, blur * across, blur * down) - light;
    });
    return values;
  };
  const lights = pixels.map(({ light }) => light).sort((a, b) => a - b);
  const [dark, bright] = [lights[Math.floor(0.1 * lights.length)]!, lights[Math.floor(0.9 * lights.length)]!];
  const start = [...quad.flatMap(({ x, y }) => [x, y]), Math.log(0.6), dark, bright - dark];
  const { unknowns, cost } = minimise(residuals, start, { maxSteps: 15, tolerance: 1e-5 });
  const found = quadOf(unknowns);
  const contrast = unknowns[10]!;
  const strayed = found.some((corner, i) => Math.hypot(corner.x - quad[i]!.x, corner.y - quad[i]!.y) > 3);
  if (strayed || !(contrast > 0)) return null;
  const noise = Math.sqrt((2 * cost) / pixels.length);
  return { quad: found, sigma: sigmaOf(residuals, unknowns, noise), misfit: noise / contrast, contrast };
}

const quadOf = (q: Float64Array): Quad =>
  [0, 1, 2, 3].map((i) => imagePoint(q[2 * i]!, q[2 * i + 1]!)) as unknown as Quad;

function pixelsOf({ width, height, data }: GreyPicture, quad: Quad) {
  const h = toSquare(quad, TAG_CELLS);
  if (h === null) return null;
  const [xs, ys] = [quad.map(({ x }) => x), quad.map(({ y }) => y)];
  const margin = (AROUND / TAG_CELLS) * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const [x0, x1] = [Math.max(0, Math.floor(Math.min(...xs) - margin)), Math.min(width, Math.max(...xs) + margin)];
  const [y0, y1] = [Math.max(0, Math.floor(Math.min(...ys) - margin)), Math.min(height, Math.max(...ys) + margin)];
  const stride = Math.max(1, Math.floor(Math.sqrt(((x1 - x0) * (y1 - y0)) / MOST_PIXELS)));
  const pixels: { readonly x: number; readonly y: number; readonly light: number }[] = [];
  for (let y = y0; y < y1; y += stride)
    for (let x = x0; x < x1; x += stride) {
      const at = mapped(h, x + 0.5, y + 0.5);
      const inside = (value: number) => value > -AROUND && value < TAG_CELLS + AROUND;
      if (inside(at.x) && inside(at.y)) pixels.push({ x: x + 0.5, y: y + 0.5, light: data[y * width + x]! });
    }
  return pixels.length < 30 ? null : pixels;
}

/** Of a blurred tag at a place, 0 black to 1 white; white around it. @param across - Standard deviation, cells. */
function whiteness(cells: readonly boolean[], u: number, v: number, across: number, down: number): number {
  shares(u, across, columns);
  shares(v, down, rows);
  let white = 0;
  let inU = 0;
  let inV = 0;
  for (let k = 0; k < TAG_CELLS; k++) {
    inU += columns[k]!;
    inV += rows[k]!;
  }
  for (let r = 0; r < TAG_CELLS; r++) {
    if (rows[r]! < 1e-6) continue;
    let row = 0;
    for (let c = 0; c < TAG_CELLS; c++) if (cells[r * TAG_CELLS + c]) row += columns[c]!;
    white += rows[r]! * row;
  }
  return white + 1 - inU * inV;
}

const columns = new Float64Array(TAG_CELLS);
const rows = new Float64Array(TAG_CELLS);

/** How much of what is seen at `at` is of each cell. */
function shares(at: number, sigma: number, to: Float64Array): void {
  let before = below(-at / sigma);
  for (let k = 0; k < TAG_CELLS; k++) {
    const after = below((k + 1 - at) / sigma);
    to[k] = after - before;
    before = after;
  }
}

/** The normal distribution, by the logistic one that is nearest to it. */
const below = (z: number): number => 1 / (1 + Math.exp(-1.702 * z));

/** From the curvature at the minimum: how much the light changes when a corner moves. */
function sigmaOf(residuals: (q: Float64Array) => Float64Array, at: Float64Array, noise: number): number {
  let least = Infinity;
  for (let i = 0; i < 8; i++) {
    const moved = (by: number) => residuals(at.map((value, k) => (k === i ? value + by : value)));
    const [above, under] = [moved(1e-3), moved(-1e-3)];
    const slope = above.reduce((sum, value, k) => sum + ((value - under[k]!) / 2e-3) ** 2, 0);
    least = Math.min(least, slope);
  }
  // Corners are tied to each other: about twice what one by itself would have.
  return (2 * noise) / Math.sqrt(Math.max(1e-9, least));
}
