import { beforeAll, describe, expect, test } from 'vitest';
import type { Project, Recording } from '#core/planning/project.ts';
import { readPeopleSightings } from '#core/datasets/people-sightings.ts';
import { type ReadingSeries, readReadingsCsv } from '#core/datasets/readings-csv.ts';
import { importAifi, zipImported } from '../../../scripts/aifi/import-aifi.ts';
import type { Imported } from '../../../scripts/aifi/imported.ts';
import { openProjectZip } from '#storage/project-bundle.ts';
import { data } from '../../support/data.ts';

const folder = data('aifi-nanostore');
const MINUTE = 60_000;

const facingOf = (project: Project, gtin: string) =>
  project.planogram.facings.filter((facing) => facing.gtin === gtin).map(({ plates }) => plates);

const textOf = ({ files }: Imported, path: string) => String(files.find((file) => file.path === path)!.data);

function series(imported: Imported, sensor: string): ReadingSeries {
  const path = imported.project.recordings[0]!.readings.find((each) => each.sensor === sensor)!.path;
  return readReadingsCsv(textOf(imported, path), path);
}

/** Mean weight from `from` to `to`, s. */
function weight({ times, values }: ReadingSeries, from: number, to: number): number {
  const chosen = values.filter((_, i) => times[i]! >= from * 1e6 && times[i]! < to * 1e6);
  return chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
}

const platesOf = (project: Project) =>
  new Map(project.fixtures.flatMap(({ shelves }) => shelves.flatMap(({ plates }) => plates)).map((p) => [p.id, p]));

describe.skipIf(folder === null)('cps-test-01 of the AiFi nanostore (needs OPENAISLE_DATA)', () => {
  let imported: Imported;
  let project: Project;
  let recording: Recording;
  beforeAll(() => {
    imported = importAifi(folder!, 'cps-test-01');
    ({ project } = imported);
    recording = project.recordings[0]!;
  }, MINUTE);

  test('has four clips of four cameras and 316 plates', () => {
    expect(recording.clips.map(({ camera }) => camera)).toEqual(['cam1', 'cam3', 'cam5', 'cam7']);
    expect(project.sensors).toHaveLength(316);
    expect(recording.readings).toHaveLength(316);
    expect(recording.sightings).toEqual([]);
    expect(recording.startedAt).toBe('2020-01-28T22:24:05.089647Z');
  });

  test('knows what was taken, where it lay and what it weighs', () => {
    expect(facingOf(project, '071063437089')).toEqual([['g2-s5-p4', 'g2-s5-p5', 'g2-s5-p6']]);
    expect(facingOf(project, '632565000012')).toEqual([['g1-s5-p9', 'g1-s5-p10']]);
    expect(project.skus.find(({ gtin }) => gtin === '071063437089')).toEqual({
      gtin: '071063437089',
      name: 'Taco Bell Fire',
      unitWeight: 105.53,
      price: 100,
      vatRate: 0,
    });
    expect(project.skus.find(({ gtin }) => gtin === '632565000012')?.unitWeight).toBe(538);
  });

  test('every product on a shelf got a real code, what is on none is no facing', () => {
    const onShelf = project.planogram.facings.map(({ gtin }) => gtin);
    expect(onShelf.filter((gtin) => gtin === null || gtin.startsWith('name:'))).toEqual([]);
    expect(project.planogram.facings.flatMap(({ plates }) => plates)).toHaveLength(294);
    expect(project.notes.join()).toContain('name:cinnamon-toast-crunch-cereal');
    expect(project.notes.join()).toContain('681131161725 681131161718');
  });

  test('the bottle leaves its plate 16.6 s into the clips, the bag 10.4 s', () => {
    const bottle = series(imported, 'g1-s5-p10');
    expect(weight(bottle, 17, 19) - weight(bottle, 14, 16.5)).toBeCloseTo(-560, -1);
    expect(weight(bottle, 16.62, 16.68) - weight(bottle, 16.4, 16.5)).toBeLessThan(-400);
    const bag = ['g2-s5-p3', 'g2-s5-p4', 'g2-s5-p5'].map((id) => series(imported, id));
    const change = bag.reduce((sum, each) => sum + weight(each, 12, 14) - weight(each, 8, 10), 0);
    expect(change).toBeGreaterThan(-112);
    expect(change).toBeLessThan(-102);
  });

  test('plates stand where the shop says, on the turned gondola too, and the missing ones on the grid', () => {
    const plates = platesOf(project);
    expect(plates.get('g1-s5-p10')!.at.slice(0, 2)).toEqual([0.991, 0.289]);
    expect(plates.get('g5-s1-p1')!.at.slice(0, 2)).toEqual([4.712, -0.352]);
    expect(plates.get('g5-s1-p9')!.at.slice(0, 2)).toEqual([4.712, -1.165]);
    expect(plates.get('g1-s4-p13')!.at[0]).toBeCloseTo(plates.get('g1-s4-p12')!.at[0] + 0.1016, 2);
    expect(plates.size).toBe(306 + 22);
  });

  test(
    'labels lie beside the project, and nothing else names them',
    async () => {
      expect(recording.labels).toBe('labels/cps-test-01.json');
      expect(JSON.parse(textOf(imported, 'labels/cps-test-01.json')).events).toHaveLength(2);
      const unlabelled = { ...imported, files: imported.files.filter(({ path }) => path !== recording.labels) };
      const bundle = await openProjectZip(await zipImported(unlabelled), 'shop.zip');
      expect(bundle.project).toEqual(project);
    },
    MINUTE,
  );

  test(
    'a clip comes out of the zip as it went in',
    async () => {
      const bundle = await openProjectZip(await zipImported(imported), 'shop.zip');
      const clip = await bundle.files.get('clips/cam3.webm')!.blob();
      expect(clip.size).toBe(3678229);
      expect(new Uint8Array(await clip.slice(0, 4).arrayBuffer())).toEqual(Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3));
    },
    MINUTE,
  );
});

describe.skipIf(folder === null)('benchmark-1 of the AiFi nanostore (needs OPENAISLE_DATA)', () => {
  let imported: Imported;
  let project: Project;
  beforeAll(() => {
    imported = importAifi(folder!, 'benchmark-1');
    ({ project } = imported);
  }, MINUTE);

  test('has skeletons and plates, and no clips', () => {
    const recording = project.recordings[0]!;
    expect(recording.clips).toEqual([]);
    expect(recording.sightings).toEqual([{ source: 'aifi-skeletons', path: 'sightings/aifi-skeletons.jsonl' }]);
    expect(project.sensors).toHaveLength(278);
  });

  test('knows the product and the empty facing', () => {
    expect(facingOf(project, '071142008582')).toEqual([['g1-s5-p11', 'g1-s5-p12']]);
    const empty = project.planogram.facings.filter(({ gtin }) => gtin === null);
    expect(empty.map(({ plates }) => plates.length)).toEqual([12]);
    expect(project.skus).toHaveLength(361);
  });

  test('samples come 60 a second, and the bottle leaves its plate 14.6 s after the first skeleton', () => {
    const bottle = series(imported, 'g1-s5-p11');
    expect(bottle.times).toHaveLength(86 * 12);
    const steps = bottle.times.slice(1).map((time, i) => time - bottle.times[i]!);
    expect(Math.min(...steps)).toBeGreaterThan(16_600);
    expect(Math.max(...steps)).toBeLessThan(16_734);
    expect(weight(bottle, 15, 17) - weight(bottle, 12, 14)).toBeCloseTo(-623, 0);
    expect(weight(bottle, 14.75, 14.9) - weight(bottle, 14.2, 14.3)).toBeLessThan(-600);
  });

  test('the hand is at the plate when the bottle leaves it, in metres', () => {
    const sightings = readPeopleSightings(textOf(imported, 'sightings/aifi-skeletons.jsonl'), 'skeletons', 'x.jsonl');
    expect(sightings).toHaveLength(291);
    expect(sightings.filter(({ people }) => people.length === 0).length).toBeGreaterThan(14);
    const then = sightings.find(({ time }) => time >= 14_600_000)!.people[0]!;
    const plate = platesOf(project).get('g1-s5-p11')!;
    const hand = then.hands.find(({ x }) => Math.abs(x - plate.at[0]) < 0.1)!;
    expect(Math.abs(hand.z - plate.at[2])).toBeLessThan(0.15);
    expect(Math.abs(hand.y - plate.at[1])).toBeLessThan(0.4);
    expect(then.at.x).toBeCloseTo(0.96, 1);
    expect(then.at.y).toBeCloseTo(-0.52, 1);
    expect(Math.sqrt(then.cov[0])).toBeGreaterThan(0.05);
    expect(Math.sqrt(then.cov[0])).toBeLessThan(0.2);
  });
});

test('a recording nobody knows is refused with those that are there', () => {
  expect(() => importAifi('.', 'toString')).toThrow('there are cps-test-01, benchmark-1');
});

test('a folder that is something else is refused with what is missing', () => {
  expect(() => importAifi('tests', 'cps-test-01')).toThrow(
    expect.objectContaining({ code: 'project/missing-file' }) as Error,
  );
});
