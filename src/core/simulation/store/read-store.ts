/** The lines of a store. Products may stand after the shelves that show them, so shelves are filled at the end. */
import type { PlanPolygon } from '#core/geometry/polygon.ts';
import { type Place, impossible, malformed } from '#core/simulation/text/fault.ts';
import { Given } from '#core/simulation/text/given.ts';
import type { Words } from '#core/simulation/text/words.ts';
import { type PlacedCamera, readCamera } from '#core/simulation/store/read-camera.ts';
import { readProduct } from '#core/simulation/store/read-product.ts';
import {
  type DraftFixture,
  fillShelf,
  readBlock,
  readFixture,
  readShelf,
} from '#core/simulation/store/read-fixture.ts';
import type {
  FloorSheet,
  PlanPoint,
  PlanSegment,
  Product,
  SimulatedStore,
  StoreFixture,
  StorePlate,
} from '#core/simulation/store/simulated-store.ts';
import { checkCameras, checkFixtures } from '#core/simulation/store/check-places.ts';
import { areaOf, crossing } from '#core/simulation/store/crossing.ts';
import { wallsOf } from '#core/simulation/store/walls.ts';

const PURPOSES = ['entry', 'exit', 'sales', 'kiosk', 'staff', 'no-tracking'] as const;

/** Words a line of a store begins with. */
export const STORE_WORDS = [
  'store',
  'currency',
  'room',
  'door',
  'wall',
  'zone',
  'block',
  'fixture',
  'shelf',
  'product',
  'camera',
  'sheet',
] as const;

/**
 * @param lines - Each begins with one of {@link STORE_WORDS}.
 * @param end - Where a missing line is missed.
 * @throws WorkbenchError `scenario/malformed`, `scenario/impossible`
 */
export function readStore(lines: readonly Words[], end: Place): SimulatedStore {
  let name = 'A store';
  let currency = 'EUR';
  let outline: PlanPolygon | null = null;
  const inner: PlanSegment[] = [];
  const doors: { segment: PlanSegment; place: Place }[] = [];
  const zones: SimulatedStore['zones'][number][] = [];
  const drafts: DraftFixture[] = [];
  const products: Product[] = [];
  const cameras: PlacedCamera[] = [];
  const sheets: FloorSheet[] = [];
  const given = new Given();

  for (const line of lines) {
    const { place } = line;
    const kind = line.oneOf('line of a store', STORE_WORDS);
    switch (kind) {
      case 'store':
        given.line(kind, place);
        name = line.word('its name in quotation marks');
        break;
      case 'currency':
        given.line(kind, place);
        currency = readCurrency(line);
        break;
      case 'room':
        given.line(kind, place);
        outline = readPolygon(line);
        break;
      case 'door':
        doors.push({ segment: readSegment(line), place });
        break;
      case 'wall':
        inner.push(readSegment(line));
        break;
      case 'zone': {
        const purpose = line.oneOf('purpose of a zone', PURPOSES);
        const id = line.id('the name of the zone');
        given.name(kind, id, place);
        zones.push({ id, purpose, polygon: readPolygon(line) });
        break;
      }
      case 'block':
      case 'fixture': {
        const draft = kind === 'block' ? readBlock(line) : readFixture(line);
        given.name('fixture', draft.id, place);
        drafts.push(draft);
        break;
      }
      case 'shelf':
        readShelf(line, drafts.at(-1));
        break;
      case 'product':
        products.push(readProduct(line, products));
        break;
      case 'camera': {
        const placed = readCamera(line);
        given.name(kind, placed.camera.id, place);
        cameras.push(placed);
        break;
      }
      case 'sheet':
        sheets.push(readSheet(line));
        break;
    }
    line.end();
  }
  if (outline === null) throw malformed(end, 'the store has no room; write “room” and its corners, in metres');
  if (doors.length === 0) throw malformed(end, 'the store has no door; write “door” and its two ends, in metres');
  checkFixtures(drafts, outline, end.file);
  checkCameras(cameras, outline);
  const plates: StorePlate[] = [];
  const fixtures = drafts.map((draft, index): StoreFixture => {
    const { shelves, ...fixture } = draft;
    return {
      ...fixture,
      shelves: shelves.map((_, s) => {
        const first = plates.length;
        plates.push(...fillShelf(draft, index, s, first, products, end.file));
        const id = `${draft.id}-${s + 1}`;
        return { id, name: `${draft.name}, shelf ${s + 1}`, plates: plates.slice(first).map((_, i) => first + i) };
      }),
    };
  });
  const walls = [...wallsOf(outline, doors), ...inner];
  return {
    name,
    currency,
    outline,
    walls,
    partitions: inner,
    doors: doors.map(({ segment }) => segment),
    zones,
    fixtures,
    plates,
    products,
    cameras: cameras.map(({ camera }) => camera),
    sheets,
  };
}

/** `sheet 3 2.5 1.2 arrow 90`: its number, its middle, and where its arrow points, in degrees from the right of the plan. */
function readSheet(line: Words): FloorSheet {
  const number = line.number('the number printed on it', { min: 1, max: 32 });
  const [x, y] = readPoint(line);
  line.expect('arrow');
  const degrees = line.number('where its arrow points, in degrees', { min: 0, max: 360 });
  return { number, x, y, angle: ((degrees - 90) * Math.PI) / 180 };
}

function readCurrency(line: Words): string {
  const text = line.word('three letters, as EUR');
  if (/^[A-Z]{3}$/u.test(text)) return text;
  throw malformed(line.place, `“${text}” is no currency; write its three capital letters, as EUR`);
}

export function readPoint(line: Words): PlanPoint {
  return [line.number('x in metres'), line.number('y in metres')];
}

function readSegment(line: Words): PlanSegment {
  const from = readPoint(line);
  line.expect('to');
  return [from, readPoint(line)];
}

/** m² */
const LEAST_AREA = 1e-6;

function readPolygon(line: Words): PlanPolygon {
  const corners: PlanPoint[] = [];
  while (!line.done) corners.push(readPoint(line));
  if (corners.length < 3)
    throw malformed(line.place, `${corners.length} corners make no area; write three or more, as x y`);
  const crossed = crossing(corners);
  if (crossed !== null) {
    const [one, other] = crossed.map((side) => side.map((corner) => corner.join(' ')).join(' to '));
    throw impossible(
      line.place,
      `its sides ${one} and ${other} cross; write the corners in the order one walks round it`,
    );
  }
  if (areaOf(corners) < LEAST_AREA)
    throw malformed(
      line.place,
      'its corners lie on one line and make no area; write them in the order one walks round it',
    );
  return corners;
}
