import type { Product } from '#core/simulation/store/simulated-store.ts';

/** Where units may stand on a plate, m: across from its middle, into the shelf from its front edge. */
export interface PlateSlot {
  readonly across: number;
  readonly into: number;
  readonly column: number;
  readonly row: number;
}

/** Between two units, m. */
const APART = 0.012;
/** Hands want room, and a shop does not fill a shelf to the brim. */
const COLUMNS = 4;
const ROWS = 3;

/** Front row first, and in it from left to right. */
export function slotsOn([width, depth]: Product['size'], plateWidth: number, plateDepth: number): readonly PlateSlot[] {
  const fit = (room: number, size: number, most: number) => Math.min(most, Math.floor((room + APART) / (size + APART)));
  const columns = fit(plateWidth, width, COLUMNS);
  const rows = fit(plateDepth, depth, ROWS);
  const pitch = plateWidth / Math.max(1, columns);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => ({
      across: (column + 0.5) * pitch - plateWidth / 2,
      into: depth / 2 + row * (depth + APART),
      column,
      row,
    })),
  ).flat();
}
