/** What stands where on a printed sheet. Lengths in mm from the paper's top left corner, so that a printer keeps them. */
import { TAG_CELLS } from '#core/calibration/tag-family.ts';

export const PAPERS = {
  a4: { width: 210, height: 297 },
  letter: { width: 215.9, height: 279.4 },
  a3: { width: 297, height: 420 },
} as const satisfies Record<string, { readonly width: number; readonly height: number }>;
export type Paper = keyof typeof PAPERS;

/** mm; a number says its size, so nobody has to say which paper was used. */
const CELL = { small: 25, large: 35 } as const;
const LARGE_FROM = 21;
const SHEETS_OF_A_KIND = 12;

const isLarge = (number: number): boolean => number >= LARGE_FROM;

/** Numbers of the sheets that are printed on `paper`. */
export function sheetNumbers(paper: Paper): readonly number[] {
  const first = paper === 'a3' ? LARGE_FROM : 1;
  return Array.from({ length: SHEETS_OF_A_KIND }, (_, i) => first + i);
}

/** Whether a tag is one that is printed here. */
export const isSheet = (number: number): boolean =>
  sheetNumbers('a4').includes(number) || sheetNumbers('a3').includes(number);

/** A side of the black square, m. */
export const tagMetres = (number: number): number => (TAG_CELLS * (isLarge(number) ? CELL.large : CELL.small)) / 1000;

/** As long as the printed ruler is when the printer scaled nothing, mm. */
export const RULER = 100;

export interface SheetLayout {
  readonly width: number;
  readonly height: number;
  readonly cell: number;
  /** Top left corner of the black square, whose middle is the sheet's place. */
  readonly tag: { readonly x: number; readonly y: number };
  /** A strip below it for number, arrow and ruler. */
  readonly strip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** White around the square, as a part of a cell: without it the square is not found on a dark floor. */
const MARGIN = 0.7;

export function sheetLayout(number: number, paper: Paper): SheetLayout {
  const { width, height } = PAPERS[paper];
  const cell = isLarge(number) ? CELL.large : CELL.small;
  const side = TAG_CELLS * cell;
  const x = (width - side) / 2;
  const y = MARGIN * cell;
  const below = y + side + MARGIN * cell;
  return { width, height, cell, tag: { x, y }, strip: { x, y: below, width: side, height: height - below - 10 } };
}
