import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { hasCheckDigit } from '#core/catalogue/check-digit.ts';
import { projectToImage } from '#core/geometry/camera-model.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { readProject } from '#core/planning/read-project.ts';
import { storeProject } from '#core/simulation/project/simulated-project.ts';
import { readScenario } from '#core/simulation/scenario/read-scenario.ts';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { truthOf } from '#core/simulation/truth/truth.ts';
import { plateSignal } from '#core/simulation/weighing/plate-signal.ts';
import { shippedScenario } from '../../support/shipped-scenario.ts';

const visit = ['use corner-shop', 'shopper Ann at 1 with bag', '  take "Whole milk 1 l"', '  leave'];
const kiosk = readFileSync(new URL('../../../public/scenarios/kiosk.txt', import.meta.url), 'utf8');

/** What is said of a text, read and played. */
function complaint(text: string): string {
  try {
    simulate(readScenario(text, 'shop.txt'), 1);
  } catch (error) {
    if (error instanceof WorkbenchError) return error.message;
    throw error;
  }
  return 'nothing';
}

const changed = (line: number, to: string) => complaint(visit.with(line, to).join('\n'));
const added = (line: string) => complaint([...visit.slice(0, 3), line].join('\n'));
const inKiosk = (from: string, to: string) => complaint(kiosk.replace(from, to));

describe('a scenario', () => {
  it('is read as it stands', () => {
    expect(complaint(visit.join('\n'))).toBe('nothing');
    expect(complaint(kiosk)).toBe('nothing');
  });

  it('is read after the byte order mark that some editors write', () => {
    expect(complaint(`\uFEFF${visit.join('\r\n')}`)).toBe('nothing');
  });

  it.each([
    [
      'an unknown product',
      changed(2, '  take "Whole milk 2 l"'),
      'shop.txt:3: “Whole milk 2 l” is no product',
      'the most alike are “Whole milk 1 l”, “Milk chocolate 100 g”, “Cola 1 l”; docs/formats.md lists all',
    ],
    [
      'a part of a name',
      changed(2, '  take "chocolate"'),
      'shop.txt:3: “chocolate” is no product',
      'the most alike are “Dark chocolate 100 g”, “Milk chocolate 100 g”',
    ],
    [
      'a product like none',
      changed(2, '  take "Beer"'),
      'shop.txt:3: “Beer” is no product',
      'no choice; docs/formats.md lists all',
    ],
    ['a negative time', changed(1, 'shopper Ann at -3'), 'shop.txt:2: a time in seconds is -3', 'write 0 or more'],
    [
      'a word that is none',
      changed(2, '  steal "Whole milk 1 l"'),
      'shop.txt:3: “steal” is no thing to do',
      'take, return',
    ],
    ['a line that is none', changed(1, 'customer Ann at 1'), 'shop.txt:2: “customer” is no line', 'shopper'],
    [
      'a word too many',
      changed(2, '  take "Whole milk 1 l" please'),
      'shop.txt:3: “please” is one word too many',
      'take it out',
    ],
    ['an open quotation', changed(2, '  take "Whole milk'), 'shop.txt:3:', 'closing quotation mark'],
    ['an unknown store', changed(0, 'use my-shop'), 'shop.txt:1: “my-shop” is no store', 'corner-shop'],
    ['no store', changed(0, '# nothing'), 'shop.txt:4: there is no store', 'use corner-shop'],
    ['a step of nobody', complaint('use corner-shop\n  take "Whole milk 1 l"'), 'shop.txt:2:', 'done by nobody'],
    ['a store twice', added('use corner-shop'), 'shop.txt:4: “use” is on line 1 already', 'take one of them out'],
    [
      'a choice twice',
      added('choose treat from snacks\nchoose treat from fresh'),
      'shop.txt:5: there is a choice “treat” on line 4 already',
      'something else',
    ],
    ['a name twice', added('shopper Ann at 2'), 'shop.txt:4: there is a “Ann” already', 'something else'],
    [
      'somebody who is not there',
      added('  give "Whole milk 1 l" to Zoe'),
      'shop.txt:4: “Zoe” is nobody',
      'nobody else comes',
    ],
    [
      'a gift that nobody takes',
      added('  give "Whole milk 1 l" to Ben\nshopper Ben at 4'),
      'shop.txt:4: Ben has no “receive”',
      'add it',
    ],
    ['a way through a wall', added('  walk 7 2'), 'shop.txt:4: Ann cannot stand at 7 2', 'a wall or a fixture'],
    ['a place inside a shelf', added('  walk 3 2.5'), 'shop.txt:4: Ann cannot stand at 3 2.5', 'write a place'],
    [
      'a return of what is not there',
      added('  return "Honey 350 g"'),
      'shop.txt:4: Ann does not have “Honey 350 g”',
      'let them take',
    ],
    [
      'more than two hands hold',
      complaint('use corner-shop\nshopper Ann at 1 with nothing\n  take 3 "Whole milk 1 l"'),
      'shop.txt:3: Ann has no hand free',
      'a bag or a basket',
    ],
    ['more than there is', added('  take 20 "Olive oil 500 ml"'), 'shop.txt:4: no “Olive oil 500 ml”', 'take less'],
    [
      'too high for a child',
      complaint('use corner-shop\nchild Mia at 1 tall 0.95\n  take "Honey 350 g"'),
      'shop.txt:3: no “Honey 350 g” that Mia can reach',
      'lower down',
    ],
    [
      'a shelf that overflows',
      complaint('use corner-shop\nstaff Dora at 1\n  restock 20 "Kitchen roll"'),
      'shop.txt:3: nothing more fits on the facing of “Kitchen roll”',
      'put it elsewhere',
    ],
  ])('with %s is refused by its line, with what to do', (_, message, where, what) => {
    expect(message).toContain(where);
    expect(message).toContain(what);
  });

  it.each([
    [
      'overlapping fixtures',
      inKiosk('fixture wall "Wall" 0.6 2.6 to 2.6 2.6', 'fixture wall "Wall" 0.6 0.6 to 2.6 0.6'),
      'shop.txt:11: fixture “wall” stands in “counter” of line 10',
    ],
    [
      'a fixture that reaches out of the room',
      inKiosk('2.6 2.6 depth', '4.4 2.6 depth'),
      'shop.txt:11: fixture “wall” reaches out of the room',
    ],
    ['a door in no wall', inKiosk('door 2.8 0', 'door 2.8 1'), 'shop.txt:7: the door is in no wall'],
    ['too many for a facing', inKiosk('=6', '=60'), 'shop.txt:13: 60 × “Gum 30 g” do not fit'],
    [
      'a room whose sides cross',
      inKiosk('room 0 0  4 0  4 3  0 3', 'room 0 0  4 3  4 0  0 3'),
      'shop.txt:6: its sides 0 0 to 4 3 and 4 0 to 0 3 cross; write the corners in the order one walks round it',
    ],
    [
      'a room of which one side ends in another',
      inKiosk('room 0 0  4 0  4 3  0 3', 'room 0 0  4 0  4 3  2 0  0 3'),
      'shop.txt:6: its sides 0 0 to 4 0 and 4 3 to 2 0 cross',
    ],
    [
      'a room without area',
      inKiosk('room 0 0  4 0  4 3  0 3', 'room 0 0  4 0  8 0'),
      'shop.txt:6: its corners lie on one line',
    ],
    [
      'a zone whose sides cross',
      inKiosk('in 2.6 0  4 0  4 0.7  2.6 0.7', 'in 2.6 0  4 0  2.6 0.7  4 0.7'),
      'shop.txt:8: its sides',
    ],
    [
      'a camera far outside the room',
      inKiosk('camera cam1 "Over the counter" 0.1 0.1', 'camera cam1 "Over the counter" -50 0.1'),
      'shop.txt:19: camera “cam1” hangs at -50 0.1, 50.0 m outside the room; hang it inside, or at most 0.5 m behind',
    ],
    [
      'a shelf above its fixture',
      inKiosk('shelf 1.0', 'shelf 1.9'),
      'shop.txt:13: the shelf is 1.9 m over the floor and its fixture “wall” of line 11 1.6 m high; put it lower',
    ],
    [
      'a product that is too high',
      inKiosk('bottle 6.5x6.5x21', 'bottle 6.5x6.5x71'),
      'shop.txt:12: “Water 500 ml” is 71 cm high',
    ],
    [
      'a product on a shelf that is none',
      inKiosk('product "Gum 30 g"', 'product "Gum"'),
      'shop.txt:13: “Gum 30 g” is no product',
    ],
    [
      'a fixture whose files would lie elsewhere',
      inKiosk('fixture wall', 'fixture "../../x"'),
      'shop.txt:11: “../../x” cannot be the name of the fixture',
    ],
    [
      'a camera whose files would lie elsewhere',
      inKiosk('camera cam1', 'camera /tmp/cam1'),
      'shop.txt:19: “/tmp/cam1” cannot be the name of the camera',
    ],
    [
      'two cameras of one name',
      inKiosk('camera cam2', 'camera cam1'),
      'shop.txt:20: there is a camera “cam1” on line 19 already',
    ],
    [
      'two fixtures of one name',
      inKiosk('fixture wall', 'fixture counter'),
      'shop.txt:11: there is a fixture “counter” on line 10 already',
    ],
    ['two zones of one name', inKiosk('exit out', 'exit in'), 'shop.txt:9: there is a zone “in” on line 8 already'],
    ['a currency that is none', inKiosk('currency EUR', 'currency EURO'), 'shop.txt:5: “EURO” is no currency'],
    ['two rooms', inKiosk('door 2.8', 'room 0 0 9 0 9 9\ndoor 2.8'), 'shop.txt:7: “room” is on line 6 already'],
    ['two names of the store', inKiosk('currency EUR', 'store "Shop"'), 'shop.txt:5: “store” is on line 4 already'],
    ['a size that is none', inKiosk('6.5x6.5x21', '6.5x6.5'), 'shop.txt:14: “6.5x6.5” is no size'],
  ])('with %s is refused by its line', (_, message, where) => {
    expect(message).toContain(where);
  });
});

it.each([
  [
    'a camera behind a wall',
    inKiosk('camera cam1 "Over the counter" 0.1 0.1', 'camera cam1 "Over the counter" -0.4 -0.2'),
  ],
  ['a room that comes back to its first corner', inKiosk('4 3  0 3\n', '4 3  0 3  0 0\n')],
  ['a room with a corner in the midst of a side', inKiosk('room 0 0  4 0', 'room 0 0  2 0  4 0')],
  ['a shelf on top of its fixture', inKiosk('shelf 1.0', 'shelf 1.6')],
])('%s is played', (_, message) => {
  expect(message).toBe('nothing');
});

it('of a store of its own a scenario is sent to its own lines', () => {
  const message = inKiosk('take "Nuts 100 g"', 'take "Nuts 10 g"');
  expect(message).toContain('of Kiosk and no choice; the most alike is “Nuts 100 g”');
  expect(message).toContain('its “product” lines name all there are');
});

it('a number is a count before a product, and else the code of one', () => {
  const { store } = shippedScenario('demo');
  const milk = store.products.findIndex(({ sku }) => sku.name === 'Whole milk 1 l');
  const code = store.products[milk]!.sku.gtin;
  const step = (text: string) => readScenario(visit.with(2, `  ${text}`).join('\n'), 'shop.txt').cast[0]!.steps[0];
  expect(step(`take ${code}`)).toMatchObject({ what: { product: milk }, count: 1 });
  expect(step(`take ${code} at 30`)).toMatchObject({ what: { product: milk }, count: 1, at: 30 });
  expect(step(`take 2 ${code} from "Butter 250 g"`)).toMatchObject({ what: { product: milk }, count: 2 });
  expect(step(`restock ${code}`)).toMatchObject({ what: { product: milk }, count: 1 });
  expect(step('take 3 "Whole milk 1 l"')).toMatchObject({ what: { product: milk }, count: 3 });
});

describe('how long it lasts', () => {
  const played = (...more: readonly string[]) => simulate(readScenario([...visit, ...more].join('\n'), 'shop.txt'), 1);

  it('is until seven seconds after the last one has gone', () => {
    const { moments, left } = played();
    expect(moments.at(-1)!.time / 1e6).toBeCloseTo(left[0]!.time + 7, 0);
  });

  it('is longer when the text says so, and what was there before stays the same to the last bit', () => {
    const [short, long] = [played(), played('lasts 60')];
    expect(long.moments).toHaveLength(60 * 30);
    expect(long.moments.at(-1)!.people).toEqual([]);
    expect(JSON.stringify(long.moments.slice(0, short.moments.length))).toBe(JSON.stringify(short.moments));
    expect(truthOf(long)).toEqual(truthOf(short));
    for (const plate of [0, 20]) {
      const [was, is] = [plateSignal(short, plate), plateSignal(long, plate)];
      expect(is.values.slice(0, was.values.length)).toEqual(was.values);
    }
  });

  it('is never shorter than what happens', () => {
    expect(played('lasts 2').moments).toHaveLength(played().moments.length);
  });

  it('is said once, in seconds', () => {
    expect(added('lasts -1')).toContain('shop.txt:4: a time in seconds is -1; write 0 or more');
    expect(added('lasts 2\nlasts 3')).toContain('shop.txt:5: “lasts” is on line 4 already');
  });
});

describe('the shop that comes along', () => {
  const { store } = shippedScenario('demo');
  const project = readProject(storeProject(store), 'project.json');

  it('is a project with forty products or more, each with a right code, a weight and a price', () => {
    expect(project.skus.length).toBeGreaterThanOrEqual(40);
    for (const { gtin, unitWeight, price } of project.skus) {
      expect(gtin).toMatch(/^2\d{12}$/u);
      expect(hasCheckDigit(gtin)).toBe(true);
      expect(unitWeight).toBeGreaterThan(0);
      expect(price).toBeGreaterThan(0);
    }
    expect(new Set(project.skus.map(({ gtin }) => gtin)).size).toBe(project.skus.length);
  });

  it('has every place where people walk in the picture of two cameras or more', () => {
    const cameras = project.cameras.map(cameraModel);
    for (let x = 0.3; x < 5.8; x += 0.25) {
      for (let y = 0.2; y < 4.5; y += 0.25) {
        const seen = cameras.filter((camera) => {
          const at = projectToImage(camera, { x, y, z: 1 });
          return at !== null && at.x >= 0 && at.y >= 0 && at.x < camera.width && at.y < camera.height;
        });
        expect(seen.length, `${x} ${y}`).toBeGreaterThanOrEqual(2);
      }
    }
  });
});
