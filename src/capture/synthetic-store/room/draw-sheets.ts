/** Printed sheets on the floor, as they come out of a printer: one picture for all of them, and where each of them lies. */
import { writeQuad } from '#capture/synthetic-store/mesh/block.ts';
import { type MeshWriter, NOBODY } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import { PAPERS, type Paper, sheetLayout } from '#core/calibration/sheet-layout.ts';
import { TAG_CELLS, isWhiteCell } from '#core/calibration/tag-family.ts';
import { scale, vector } from '#core/simulation/body/vector.ts';
import type { Furniture } from '#core/simulation/staging/furniture.ts';

/** px of one cell of a tag, and of the picture's squares, each of which has room for a sheet. */
const CELL = 24;
const SQUARE = 512;
/** m over the floor: what lies on it is not part of it. */
const THICK = 0.002;

const paperOf = (number: number): Paper => (number > 20 ? 'a3' : 'a4');

export function paintSheets(sheets: Furniture['sheets']): OffscreenCanvas {
  const canvas = new OffscreenCanvas(SQUARE * Math.max(1, sheets.length), SQUARE);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  sheets.forEach(({ number }, i) => {
    const { cell, tag, strip } = sheetLayout(number, paperOf(number));
    const px = CELL / cell;
    context.save();
    context.translate(i * SQUARE, 0);
    context.fillStyle = '#0a0a0a';
    for (let at = 0; at < TAG_CELLS ** 2; at++) {
      const [row, column] = [Math.floor(at / TAG_CELLS), at % TAG_CELLS];
      if (!isWhiteCell(number, row, column))
        context.fillRect(px * tag.x + column * CELL, px * tag.y + row * CELL, CELL, CELL);
    }
    context.font = `700 ${44 * px}px sans-serif`;
    context.fillText(String(number), px * (strip.x + 46), px * (strip.y + 34));
    context.restore();
  });
  return canvas;
}

export function drawSheets(writer: MeshWriter, sheets: Furniture['sheets']): void {
  sheets.forEach(({ number, x, y, angle }, i) => {
    const paper = PAPERS[paperOf(number)];
    const { cell, tag } = sheetLayout(number, paperOf(number));
    const right = vector(Math.cos(angle), Math.sin(angle), 0);
    const up = vector(-Math.sin(angle), Math.cos(angle), 0);
    // The paper's middle lies below that of its tag.
    const below = (paper.height / 2 - tag.y - (TAG_CELLS * cell) / 2) / 1000;
    const middle = vector(x - below * up.x, y - below * up.y, THICK);
    const px = CELL / cell / SQUARE;
    writeQuad(writer, middle, scale(right, paper.width / 2000), scale(up, paper.height / 2000), vector(0, 0, 1), {
      colour: [0.92, 0.92, 0.92],
      gloss: 0.03,
      cell: { x: i / sheets.length, y: 0, width: (px * paper.width) / sheets.length, height: px * paper.height },
      id: NOBODY,
    });
  });
}
