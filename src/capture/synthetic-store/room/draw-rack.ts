import { writeBlock, writeQuad } from '#capture/synthetic-store/mesh/block.ts';
import { type MeshWriter, NOBODY, type Paint } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import type { Atlas } from '#capture/synthetic-store/paint/atlas.ts';
import { BOARD, type FixtureBlock, type Rack, rackBlocks } from '#core/simulation/body/fixture-blocks.ts';
import { add, along, scale, unit } from '#core/simulation/body/vector.ts';
import type { Colour } from '#core/simulation/looks/colour.ts';
import type { RoomLook } from '#core/simulation/looks/room-look.ts';

/** m */
const RAIL = 0.042;

export function drawRack(writer: MeshWriter, rack: Rack, look: RoomLook, atlas: Atlas): void {
  const cooler = rack.cooled;
  const { frame, board, rail, pegs } = cooler ? COOLER : look.rack;
  const plain = (colour: Colour, shade: number, glow = 0): Paint => ({
    colour,
    gloss: 0.15,
    cell: atlas.white,
    id: NOBODY,
    shade,
    glow,
  });
  for (const block of rackBlocks(rack)) {
    const inner = cooler ? 0.85 : 0.55;
    writeBlock(writer, block, (face) => {
      switch (block.part) {
        case 'back':
          return { ...plain(frame, face === 'front' ? inner : 1), cell: pegs ? atlas.pegs : atlas.white };
        case 'board':
          return plain(board, face === 'bottom' ? 0.35 : face === 'top' ? 0.7 : 0.9);
        case 'plinth':
          return plain(frame, 0.6);
        case 'side':
        case 'counter':
          return plain(frame, 0.9);
      }
    });
  }
  for (const z of rack.boards) {
    const middle = along(
      along(rack.at, rack.turned.forward, rack.depth / 2 + 0.006),
      rack.turned.up,
      z - BOARD + 0.012,
    );
    const tilted = unit(add(scale(rack.turned.up, 1), scale(rack.turned.forward, -0.25)));
    writeQuad(writer, middle, scale(rack.turned.left, rack.width / 2), scale(tilted, RAIL / 2), rack.turned.forward, {
      ...plain(rail, 1),
      cell: atlas.rail,
    });
  }
  // A lit cooler has its lamp under its roof.
  if (cooler)
    writeBlock(
      writer,
      {
        at: along(along(rack.at, rack.turned.forward, 0.42 * rack.depth), rack.turned.up, rack.height),
        turned: rack.turned,
        size: [rack.width, 0.04, 0.03],
      },
      () => plain([1, 1, 1], 1, 0.9),
    );
}

/** A block with a top of its own. */
export function drawCounter(writer: MeshWriter, block: FixtureBlock, { rack }: RoomLook, { white }: Atlas): void {
  const paint = (colour: Colour, gloss: number): Paint => ({ colour, gloss, cell: white, id: NOBODY, shade: 0.9 });
  writeBlock(writer, block, (face) => (face === 'top' ? null : paint(rack.board, 0.1)));
  const [width, depth, height] = block.size;
  const top = along(block.at, block.turned.up, height / 2);
  writeBlock(writer, { at: top, turned: block.turned, size: [width + 0.04, depth + 0.04, 0.035] }, () =>
    paint(rack.frame, 0.4),
  );
}

const COOLER: RoomLook['rack'] = {
  frame: [0.9, 0.91, 0.93],
  board: [0.86, 0.87, 0.9],
  rail: [0.92, 0.93, 0.95],
  pegs: false,
};
