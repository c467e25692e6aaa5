/** The printed sheets in a picture: dark quads, their sides to a part of a pixel, their cells read, and the whole tag laid over it. */
import { findQuads } from '#core/calibration/find-quads.ts';
import { fitEdges } from '#core/calibration/fit-edges.ts';
import { type GreyPicture, lightAt } from '#core/calibration/grey-picture.ts';
import { type Quad, fromSquare, mapped, middleOf, sides } from '#core/calibration/quad.ts';
import { type RegisteredTag, registerTag } from '#core/calibration/register-tag.ts';
import { isSheet } from '#core/calibration/sheet-layout.ts';
import { isForeign } from '#core/calibration/foreign-tags.ts';
import { TAG_CELLS, readTag } from '#core/calibration/tag-family.ts';
import type { Matrix3 } from '#core/geometry/rotation.ts';

export interface FoundSheet extends RegisteredTag {
  readonly number: number;
}

export interface FoundTags {
  /** The same number twice when two such sheets are seen. */
  readonly sheets: readonly FoundSheet[];
  /** Tags that are not ours: of another program, or of another family. */
  readonly foreign: readonly Quad[];
}

/** The printed tag and its picture may differ by so much of its contrast: more of it is covered, or it is none. */
const MOST_MISFIT = 0.2;

export function findTags(picture: GreyPicture): FoundTags {
  const sheets: FoundSheet[] = [];
  const foreign: Quad[] = [];
  for (const rough of findQuads(picture)) {
    const quad = fitEdges(picture, rough);
    const h = quad && fromSquare(quad, 1);
    if (quad === null || h === null) continue;
    const cells = readCells(picture, h, TAG_CELLS);
    const read = cells && readTag(cells);
    if (read && isSheet(read.tag)) {
      const upright = [0, 1, 2, 3].map((i) => quad[(i + read.turns) % 4]!) as unknown as Quad;
      const tag = registerTag(picture, read.tag, upright);
      if (tag !== null && tag.misfit < MOST_MISFIT) keepBest(sheets, { number: read.tag, ...tag });
    } else if (read !== null || isForeign((size) => readCells(picture, h, size))) {
      if (!foreign.some((other) => near(other, quad))) foreign.push(quad);
    }
  }
  return { sheets, foreign: foreign.filter((quad) => !sheets.some((sheet) => near(sheet.quad, quad))) };
}

/** One border is found from both its sides: the better of two is kept. */
function keepBest(sheets: FoundSheet[], found: FoundSheet): void {
  const same = sheets.findIndex(({ number, quad }) => number === found.number && near(quad, found.quad));
  if (same < 0) sheets.push(found);
  else if (found.misfit < sheets[same]!.misfit) sheets[same] = found;
}

function near(a: Quad, b: Quad): boolean {
  const [p, q] = [middleOf(a), middleOf(b)];
  return Math.hypot(p.x - q.x, p.y - q.y) < Math.min(...sides(a)) / 2;
}

/** Grey levels between black and white without which nothing is read. */
const LEAST_CONTRAST = 18;

/**
 * @param h - From a square of side 1 to the picture. @param size - Cells a side with the border.
 * @returns Whether each of the inner cells is white; `null` when there is no black border with white around it.
 */
function readCells(picture: GreyPicture, h: Matrix3, size: number): readonly boolean[] | null {
  const light = (row: number, column: number) => {
    const mean = [-0.2, 0.2].flatMap((dy) =>
      [-0.2, 0.2].map((dx) => {
        const at = mapped(h, (column + 0.5 + dx) / size, (row + 0.5 + dy) / size);
        return lightAt(picture, at.x, at.y);
      }),
    );
    return mean.reduce((sum, each) => sum + each, 0) / mean.length;
  };
  const ring = (at: number, end: number) =>
    Array.from({ length: size }, (_, i) => [light(at, i), light(end, i), light(i, at), light(i, end)]).flat();
  const border = ring(0, size - 1);
  const around = ring(-0.9, size - 0.1);
  const [black, white] = [median(border), median(around)];
  if (white - black < LEAST_CONTRAST) return null;
  const middle = (black + white) / 2;
  const wrong = border.filter((each) => each > middle).length + around.filter((each) => each < middle).length;
  if (wrong > (border.length + around.length) * 0.08) return null;
  const inner = size - 2;
  return Array.from({ length: inner ** 2 }, (_, i) => light(1 + Math.floor(i / inner), 1 + (i % inner)) > middle);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
