import type { Cell, Paint } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import type { PersonLook } from '#core/simulation/looks/person-look.ts';

/** Where in the atlas somebody's clothes and face are. */
export interface PersonCells {
  readonly top: Cell;
  readonly bottom: Cell;
  readonly face: Cell;
  readonly white: Cell;
}

/** What somebody is painted with. */
export interface Wardrobe {
  readonly look: PersonLook;
  readonly skin: Paint;
  readonly face: Paint;
  readonly hair: Paint;
  readonly hat: Paint;
  readonly top: Paint;
  readonly sleeve: Paint;
  readonly bottom: Paint;
  readonly apron: Paint | null;
  readonly shoe: Paint;
  readonly sole: Paint;
  readonly bag: Paint;
  readonly hands: Readonly<Record<'left' | 'right', Paint>>;
}

/** @param owner - Of the pixels, 1 to 255. */
export function wardrobeOf(look: PersonLook, cells: PersonCells, owner: number): Wardrobe {
  const plain = (colour: PersonLook['skin'], gloss = 0.05): Paint => ({
    colour,
    gloss,
    cell: cells.white,
    id: [owner, BODY],
  });
  const drawn = (cell: Cell): Paint => ({ colour: [1, 1, 1], gloss: 0.04, cell, id: [owner, BODY] });
  // A sleeve is cut from the side of the cloth, where neither print nor zip is.
  const { x, y, width, height } = cells.top;
  return {
    look,
    skin: plain(look.skin, 0.15),
    face: { ...drawn(cells.face), gloss: 0.15 },
    hair: plain(look.hair.colour, 0.3),
    hat: plain(look.hat.colour),
    top: drawn(cells.top),
    sleeve: drawn({ x: x + 0.5 * width, y: y + 0.1 * height, width: 0.5 * width, height: 0.8 * height }),
    bottom: drawn(cells.bottom),
    apron: look.apron === null ? null : plain(look.apron),
    shoe: plain(look.shoes, 0.3),
    sole: plain(look.sole),
    bag: plain(look.bag, 0.2),
    hands: {
      left: { ...plain(look.skin, 0.15), id: [owner, LEFT_HAND] },
      right: { ...plain(look.skin, 0.15), id: [owner, RIGHT_HAND] },
    },
  };
}

/** Parts of somebody, as pixels are told apart. */
export const BODY = 1;
export const LEFT_HAND = 2;
export const RIGHT_HAND = 3;
export const LEFT_ITEM = 4;
export const RIGHT_ITEM = 5;
