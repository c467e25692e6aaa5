/** One picture with everything that is printed or woven in a store, so that all of it is drawn at one go. */
import type { Cell } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import { paintBottom, paintTop } from '#capture/synthetic-store/paint/cloth.ts';
import { paintFace } from '#capture/synthetic-store/paint/face.ts';
import { paintBack, paintLabel } from '#capture/synthetic-store/paint/label.ts';
import type { PersonCells } from '#capture/synthetic-store/people/wardrobe.ts';
import { paintPegs, paintRail } from '#capture/synthetic-store/paint/rack.ts';
import { personLook } from '#core/simulation/looks/person-look.ts';
import { wareLook } from '#core/simulation/looks/ware-look.ts';
import { assert } from '#core/errors/assert.ts';
import type { Person, Ware } from '#core/simulation/moment.ts';

/** px */
const SIZE = 2048;
const TALL = 128;
const WARES_FROM = 128;
const WARES_A_ROW = 8;
const PEOPLE_FROM = 1152;
const PEOPLE_A_ROW = 4;

export const MOST_WARES = (WARES_A_ROW * (PEOPLE_FROM - WARES_FROM)) / TALL;
export const MOST_PEOPLE = (PEOPLE_A_ROW * (SIZE - PEOPLE_FROM)) / TALL;

export interface WareCells {
  /** Front in its left half, back in its right. */
  readonly around: Cell;
  readonly front: Cell;
  readonly back: Cell;
}

export interface Atlas {
  readonly canvas: OffscreenCanvas;
  readonly white: Cell;
  /** Price tags in a row. */
  readonly rail: Cell;
  /** Holes in a row. */
  readonly pegs: Cell;
  readonly people: readonly PersonCells[];
  readonly wares: readonly WareCells[];
}

export function paintAtlas(cast: readonly Person[], wares: readonly Ware[]): Atlas {
  assert(cast.length <= MOST_PEOPLE && wares.length <= MOST_WARES, 'everybody and everything has a place in the atlas');
  const canvas = new OffscreenCanvas(SIZE, SIZE);
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, SIZE, WARES_FROM);
  const white = cellOf({ x: 32, y: 32, width: 16, height: 16 });
  const rail = { x: 128, y: 0, width: 1024, height: 32 };
  const pegs = { x: 1280, y: 0, width: 128, height: TALL };
  paintRail(context, rail);
  paintPegs(context, pegs);

  const wareCells = wares.map((ware, i) => {
    const x = (i % WARES_A_ROW) * 256;
    const y = WARES_FROM + Math.floor(i / WARES_A_ROW) * TALL;
    const look = wareLook(ware);
    const [width, , height] = ware.size;
    const round = ware.shape === 'can' || ware.shape === 'bottle';
    const aspect = round ? (width * 1.57) / (height * (ware.shape === 'can' ? 1 : 0.38)) : width / height;
    const front = { x, y, width: 128, height: TALL };
    const back = { ...front, x: x + 128 };
    paintLabel(context, look, front, aspect);
    if (round) paintLabel(context, look, back, aspect);
    else paintBack(context, look, back, aspect);
    return { around: cellOf({ x, y, width: 256, height: TALL }), front: cellOf(front), back: cellOf(back) };
  });

  const people = cast.map((person, i) => {
    const x = (i % PEOPLE_A_ROW) * 512;
    const y = PEOPLE_FROM + Math.floor(i / PEOPLE_A_ROW) * TALL;
    const look = personLook(person);
    const top = { x, y, width: 256, height: TALL };
    const bottom = { x: x + 256, y, width: 128, height: TALL };
    const face = { x: x + 384, y, width: 128, height: TALL };
    paintTop(context, look, top);
    paintBottom(context, look, bottom);
    paintFace(context, look, person.look, face);
    return { top: cellOf(top), bottom: cellOf(bottom), face: cellOf(face), white };
  });
  return { canvas, white, rail: cellOf(rail), pegs: cellOf(pegs), people, wares: wareCells };
}

/** Half a pixel inside: neighbours do not bleed. */
function cellOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }): Cell {
  return { x: (x + 1) / SIZE, y: (y + 1) / SIZE, width: (width - 2) / SIZE, height: (height - 2) / SIZE };
}
