import { writeBlock } from '#capture/synthetic-store/mesh/block.ts';
import { type Ring, loft } from '#capture/synthetic-store/mesh/loft.ts';
import type { Cell, MeshWriter, Paint, PixelId } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import type { WareCells } from '#capture/synthetic-store/paint/atlas.ts';
import type { PlacedWare } from '#core/simulation/body/held-item.ts';
import { along, scale } from '#core/simulation/body/vector.ts';
import { dimmed } from '#core/simulation/looks/colour.ts';
import type { WareLook } from '#core/simulation/looks/ware-look.ts';
import type { Ware } from '#core/simulation/moment.ts';

export interface WarePaint {
  readonly cells: WareCells;
  readonly white: Cell;
  readonly look: WareLook;
  readonly id: PixelId;
  /** How much light reaches it on its shelf. */
  readonly shade: number;
}

/** One unit of a product. @param around - Corners of what is round. */
export function drawWare(writer: MeshWriter, ware: Ware, place: PlacedWare, paint: WarePaint, around: number): void {
  const { cells, id, shade } = paint;
  const printed = (cell: Cell, gloss: number): Paint => ({ colour: [1, 1, 1], gloss, cell, id, shade });
  switch (ware.shape) {
    case 'box':
      writeBlock(writer, { ...place, size: ware.size }, (face) => {
        if (face === 'front' || face === 'rear') return printed(face === 'front' ? cells.front : cells.back, 0.25);
        if (face === 'left' || face === 'right') return printed(cells.back, 0.25);
        return { ...printed(paint.white, 0.2), colour: dimmed(paint.look.ground, 0.95) };
      });
      return;
    case 'can':
      drawCan(writer, ware, place, paint, around);
      return;
    case 'bottle':
      drawBottle(writer, ware, place, paint, around);
      return;
    case 'bag':
      drawPouch(writer, ware, place, printed(cells.around, 0.55), around);
      return;
  }
}

function ringsOf(
  { at, turned }: PlacedWare,
  [width, depth, height]: Ware['size'],
  rows: readonly (readonly [up: number, radius: number])[],
): Ring[] {
  return rows.map(([up, radius]) => ({
    at: along(at, turned.up, (up - 0.5) * height),
    u: scale(turned.left, -(radius * width) / 2),
    v: scale(turned.forward, (radius * depth) / 2),
  }));
}

function drawCan(
  writer: MeshWriter,
  { size }: Ware,
  place: PlacedWare,
  { cells, white, id, shade }: WarePaint,
  around: number,
): void {
  const metal: Paint = { colour: [0.72, 0.73, 0.75], gloss: 0.8, cell: white, id, shade };
  loft(
    writer,
    ringsOf(place, size, [
      [1, 0.8],
      [0.98, 0.84],
      [0.94, 1],
    ]),
    metal,
    { around, caps: [true, false] },
  );
  loft(
    writer,
    ringsOf(place, size, [
      [0.94, 1],
      [0.06, 1],
    ]),
    { ...metal, colour: [1, 1, 1], gloss: 0.6, cell: cells.around },
    { around, caps: [false, false] },
  );
  loft(
    writer,
    ringsOf(place, size, [
      [0.06, 1],
      [0, 0.86],
    ]),
    metal,
    { around, caps: [false, false] },
  );
}

function drawBottle(
  writer: MeshWriter,
  { size }: Ware,
  place: PlacedWare,
  { cells, white, look, id, shade }: WarePaint,
  around: number,
): void {
  const fluid: Paint = { colour: look.content, gloss: 0.9, cell: white, id, shade };
  loft(
    writer,
    ringsOf(place, size, [
      [1, 0.36],
      [0.92, 0.38],
    ]),
    { ...fluid, colour: look.accent, gloss: 0.4 },
    { around, caps: [true, false] },
  );
  loft(
    writer,
    ringsOf(place, size, [
      [0.92, 0.33],
      [0.86, 0.34],
      [0.76, 0.6],
      [0.66, 0.93],
      [0.58, 0.98],
    ]),
    fluid,
    { around, caps: [false, false] },
  );
  loft(
    writer,
    ringsOf(place, size, [
      [0.58, 1],
      [0.2, 1],
    ]),
    { ...fluid, colour: [1, 1, 1], gloss: 0.4, cell: cells.around },
    { around, caps: [false, false] },
  );
  loft(
    writer,
    ringsOf(place, size, [
      [0.2, 0.97],
      [0.12, 0.94],
      [0.03, 0.98],
      [0, 0.9],
    ]),
    fluid,
    { around, caps: [false, false] },
  );
}

/** A bag of foil: flat at its seams, full in the middle. */
function drawPouch(writer: MeshWriter, { size }: Ware, { at, turned }: PlacedWare, paint: Paint, around: number): void {
  const [width, depth, height] = size;
  const rows = [
    [1, 0.96, 0.06],
    [0.94, 0.95, 0.08],
    [0.82, 0.9, 0.62],
    [0.55, 0.9, 0.98],
    [0.3, 0.92, 1],
    [0.12, 0.94, 0.7],
    [0.04, 0.97, 0.3],
    [0, 0.97, 0.2],
  ] as const;
  const rings = rows.map(([up, wide, deep]): Ring => ({
    at: along(at, turned.up, (up - 0.5) * height),
    u: scale(turned.left, (-wide * width) / 2),
    v: scale(turned.forward, (deep * depth) / 2),
  }));
  loft(writer, rings, paint, { around, round: 0.8, caps: [false, false] });
}
