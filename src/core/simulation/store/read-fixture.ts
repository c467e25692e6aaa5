/** Fixtures and what stands on them. A fixture is described by its front edge, from left to right as a shopper sees it. */
import type { PlanPolygon } from '#core/geometry/polygon.ts';
import { type Place, impossible, malformed } from '#core/simulation/text/fault.ts';
import type { Words } from '#core/simulation/text/words.ts';
import { slotsOn } from '#core/simulation/store/slots.ts';
import type { PlanPoint, Product, StoreFixture, StorePlate } from '#core/simulation/store/simulated-store.ts';

interface DraftFacing {
  readonly product: string;
  readonly plates: number;
  readonly stock: number | null;
}

interface DraftShelf {
  /** m over the floor. */
  readonly z: number;
  readonly facings: readonly DraftFacing[];
  readonly line: number;
}

/** A fixture whose shelves are words yet. */
export interface DraftFixture extends Omit<StoreFixture, 'shelves'> {
  readonly shelves: DraftShelf[];
  readonly left: PlanPoint;
  /** Along the front from its left end: a unit vector, and how long, m. */
  readonly along: PlanPoint;
  readonly width: number;
  readonly depth: number;
}

/** Of a shelf's depth, what its plates leave free at the front, and at the back for its wall and its cables, m. */
const FRONT = 0.02;
const BACK = 0.12;
/** Between two plates, m. */
const GAP = 0.01;
/** Over what stands on a shelf, m. */
const HEADROOM = 0.03;

/** `fixture north "North wall" 0.6 4.55 to 3.3 4.55 depth 0.42 height 1.9`; `cooler` may follow. */
export function readFixture(line: Words): DraftFixture {
  const id = line.id('the name of the fixture');
  const name = line.word('what people call it, in quotation marks');
  const left: PlanPoint = [line.number('x in metres'), line.number('y in metres')];
  line.expect('to');
  const right: PlanPoint = [line.number('x in metres'), line.number('y in metres')];
  line.expect('depth');
  const depth = line.number('depth in metres', { min: 0.25, max: 2 });
  line.expect('height');
  const height = line.number('height in metres', { min: 0.1, max: 4 });
  const kind = line.takes('cooler') ? 'cooler' : 'shelves';
  const width = Math.hypot(right[0] - left[0], right[1] - left[1]);
  if (width < 0.1)
    throw malformed(line.place, `the front of “${id}” is shorter than 10 cm; write its left and its right end`);
  const along: PlanPoint = [(right[0] - left[0]) / width, (right[1] - left[1]) / width];
  const outward: PlanPoint = [along[1], -along[0]];
  const back = ([x, y]: PlanPoint): PlanPoint => [x - depth * outward[0], y - depth * outward[1]];
  const footprint: PlanPolygon = [left, right, back(right), back(left)];
  return { id, name, kind, footprint, height, outward, shelves: [], left, along, width, depth, line: line.place.line };
}

/** `block counter "Counter" 0.4 0.35 to 1.9 0.95 height 1`: something in the way, from corner to corner. */
export function readBlock(line: Words): DraftFixture {
  const id = line.id('the name of the block');
  const name = line.word('what people call it, in quotation marks');
  const [ax, ay] = [line.number('x in metres'), line.number('y in metres')];
  line.expect('to');
  const [bx, by] = [line.number('x in metres'), line.number('y in metres')];
  line.expect('height');
  const height = line.number('height in metres', { min: 0.1, max: 4 });
  const [x0, x1, y0, y1] = [Math.min(ax, bx), Math.max(ax, bx), Math.min(ay, by), Math.max(ay, by)];
  if (x1 - x0 < 0.05 || y1 - y0 < 0.05)
    throw malformed(line.place, `block “${id}” has no area; write two opposite corners`);
  const footprint: PlanPolygon = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
  const front = { left: [x0, y0], along: [1, 0], outward: [0, -1], width: x1 - x0, depth: y1 - y0 } as const;
  return { id, name, kind: 'block', footprint, height, shelves: [], ...front, line: line.place.line };
}

/** `shelf 0.85 "Cola 1 l" x2 =9 "Lemonade 1 l"`: how high, then its facings; `x` plates and `=` units where they matter. */
export function readShelf(line: Words, fixture: DraftFixture | undefined): void {
  if (fixture === undefined || fixture.kind === 'block')
    throw malformed(line.place, 'there is no fixture for this shelf; write its “fixture” line before it');
  const z = line.number('height over the floor in metres', { min: 0.05, max: 2.5 });
  if (z > fixture.height)
    throw impossible(
      line.place,
      `the shelf is ${z} m over the floor and its fixture “${fixture.id}” of line ${fixture.line} ${fixture.height} m high; put it lower, or make the fixture higher`,
    );
  const facings: DraftFacing[] = [];
  while (!line.done) {
    const product = line.word('a product in quotation marks');
    facings.push({ product, plates: suffix(line, 'x') ?? 1, stock: suffix(line, '=') });
  }
  if (facings.length === 0)
    throw malformed(line.place, 'the shelf shows nothing; name its products from left to right');
  fixture.shelves.push({ z, facings, line: line.place.line });
}

function suffix(line: Words, sign: 'x' | '='): number | null {
  const digits =
    line.ahead?.quoted === false ? new RegExp(`^${sign}(\\d+)$`, 'u').exec(line.ahead.text)?.[1] : undefined;
  if (digits === undefined) return null;
  line.word('a number');
  if (sign === 'x' && !(Number(digits) >= 1 && Number(digits) <= 8))
    throw malformed(line.place, `a facing has 1 to 8 plates, not ${digits}`);
  return Number(digits);
}

/** The plates of a shelf with the slots on them. @param first - Index of its first plate. */
export function fillShelf(
  fixture: DraftFixture,
  index: number,
  shelf: number,
  first: number,
  products: readonly Product[],
  file: string,
): readonly StorePlate[] {
  const { z, facings, line } = fixture.shelves[shelf]!;
  const place: Place = { file, line };
  const above = Math.min(
    fixture.height + 0.5,
    ...fixture.shelves.map((each) => each.z).filter((other) => other > z + 1e-6),
  );
  const pitch = fixture.width / facings.reduce((sum, { plates }) => sum + plates, 0);
  const width = pitch - GAP;
  const depth = fixture.depth - FRONT - BACK;
  const id = `${fixture.id}-${shelf + 1}`;
  let done = 0;
  return facings.flatMap((facing, f) => {
    const product = products.findIndex(({ sku }) => sku.name === facing.product);
    if (product === -1)
      throw malformed(
        place,
        `“${facing.product}” is no product of the store; add a “product” line for it, or name one there is`,
      );
    const { size } = products[product]!;
    if (z + size[2] + HEADROOM > above)
      throw impossible(
        place,
        `“${facing.product}” is ${Math.round(100 * size[2])} cm high and does not fit below ${above.toFixed(2)} m; move a shelf`,
      );
    const plates = Array.from({ length: facing.plates }, (_, p): StorePlate => {
      const along = (done + 0.5) * pitch;
      const from = (distance: number, into: number): [number, number, number] => [
        fixture.left[0] + distance * fixture.along[0] - into * fixture.outward[0],
        fixture.left[1] + distance * fixture.along[1] - into * fixture.outward[1],
        z,
      ];
      const plate = first + done;
      done++;
      const slots = slotsOn(size, width, depth).map(({ across, into, column, row }) => ({
        plate,
        at: from(along + across, FRONT + into),
        column,
        row,
      }));
      if (slots.length === 0)
        throw impossible(
          place,
          `“${facing.product}” is too large for its plate of ${Math.round(100 * width)} × ${Math.round(100 * depth)} cm; show less on this shelf`,
        );
      const at = from(along, FRONT + depth / 2);
      return {
        id: `${id}-${done}`,
        facing: `${id}-f${f + 1}`,
        shelf: id,
        fixture: index,
        product,
        at,
        width,
        depth,
        slots,
        stock: p === 0 ? facing.stock : facing.stock === null ? null : 0,
      };
    });
    return shareStock(plates, facing, place);
  });
}

function shareStock(
  plates: readonly StorePlate[],
  { stock, product }: DraftFacing,
  place: Place,
): readonly StorePlate[] {
  const room = plates.reduce((sum, { slots }) => sum + slots.length, 0);
  if (stock === null) return plates;
  if (stock > room)
    throw impossible(place, `${stock} × “${product}” do not fit on its facing; there is room for ${room}`);
  let left = stock;
  return plates.map((plate) => {
    const here = Math.min(left, plate.slots.length);
    left -= here;
    return { ...plate, stock: here };
  });
}
