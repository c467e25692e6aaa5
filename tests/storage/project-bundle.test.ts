import { describe, expect, test } from 'vitest';
import type { Project } from '#core/planning/project.ts';
import {
  type ProjectBundle,
  openProjectFolder,
  openProjectZip,
  readPeopleSightings,
  readReadings,
} from '#storage/project-bundle.ts';
import { writeZip } from '#storage/write-zip.ts';
import { tinyProject } from '../support/tiny-project.ts';

const recording = {
  ...tinyProject().recordings[0]!,
  sightings: [{ source: 'ceiling', path: 'people.jsonl' }],
  labels: 'labels/monday.json',
};
const project = tinyProject({ recordings: [recording] });

/** Every file the project names, but for its labels. */
function filesOf(shop: Project): Map<string, string> {
  return new Map([
    ['project.json', JSON.stringify(shop)],
    ['clips/cam1.webm', 'a clip'],
    ['people.jsonl', '{"time":7,"people":[]}\n{"time":3,"people":[]}\n'],
    ...recording.readings.map(({ path }, i) => [path, `time_us,grams\n0,${i}\n`] as const),
  ]);
}

const zipped = async (files: ReadonlyMap<string, string>, folder = '') =>
  writeZip([...files].map(([path, data]) => ({ path: folder + path, data })));

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const without = (path: string) => {
  const files = filesOf(project);
  files.delete(path);
  return files;
};

const fails = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as Error;

describe.each<[string, (files: ReadonlyMap<string, string>, folder?: string) => Promise<ProjectBundle>]>([
  ['a zip', async (files, folder) => openProjectZip(await zipped(files, folder), 'shop')],
  [
    'a folder',
    (files, folder = '') =>
      openProjectFolder(
        [...files].map(([path, text]) => ({ path: folder + path, blob: new Blob([text]) })),
        'shop',
      ),
  ],
])('%s', (_, open) => {
  test('gives the project and its files', async () => {
    const bundle = await open(filesOf(project));
    expect(bundle.project).toEqual(project);
    expect(await bundle.files.get('clips/cam1.webm')!.text()).toBe('a clip');
    expect(bundle.files.get('clips/cam1.webm')!.size).toBe(6);
  });

  test('may have its own name in front of every path', async () => {
    const bundle = await open(filesOf(project), 'my shop/');
    expect(bundle.files.has('clips/cam1.webm')).toBe(true);
  });

  test('without a clip names the clip and the field', async () => {
    await expect(open(without('clips/cam1.webm'))).rejects.toThrow(
      fails('project/missing-file', 'project.json: recordings[0].clips[0].path names "clips/cam1.webm"'),
    );
  });

  test('without its labels is whole', async () => {
    expect((await open(filesOf(project))).files.has('labels/monday.json')).toBe(false);
  });

  test('without a project file is none', async () => {
    await expect(open(without('project.json'))).rejects.toThrow(
      fails('project/missing-file', 'shop holds no project.json'),
    );
  });

  test('with two projects says so', async () => {
    const files = new Map([
      ['a/project.json', '{}'],
      ['b/project.json', '{}'],
    ]);
    await expect(open(files)).rejects.toThrow(fails('project/missing-file', 'a/project.json, b/project.json'));
  });

  test('whose project file is no JSON says so', async () => {
    await expect(open(new Map([['project.json', '{"name":']]))).rejects.toThrow(
      fails('project/malformed', 'shop: project.json is no JSON'),
    );
  });

  test('of a newer version is told apart', async () => {
    const newer = JSON.stringify({ ...project, version: 2 });
    await expect(open(filesOf(project).set('project.json', newer))).rejects.toThrow(
      fails('project/newer-version', 'version 2'),
    );
  });

  test('with an unknown SKU on the planogram names file and field', async () => {
    const planogram = { version: '1', facings: [{ id: 'a', gtin: '123', plates: [] }] };
    const bad = JSON.stringify({ ...project, planogram });
    await expect(open(filesOf(project).set('project.json', bad))).rejects.toThrow(
      fails('project/malformed', 'project.json: planogram.facings[0].gtin "123" is no SKU of this project.'),
    );
  });

  test('gives the readings sensor by sensor and the people in the order of the file', async () => {
    const bundle = await open(filesOf(project));
    const series = await all(readReadings(bundle, recording));
    expect(series.map(({ sensor, values }) => [sensor, [...values]])).toEqual([
      ['f1-s1-p1', [0]],
      ['f1-s1-p2', [1]],
      ['f1-s1-p3', [2]],
      ['f1-s1-p4', [3]],
    ]);
    const people = await all(readPeopleSightings(bundle, recording));
    expect(people.map(({ source, time }) => [source, time])).toEqual([
      ['ceiling', 7],
      ['ceiling', 3],
    ]);
  });

  test('with hours of readings lets others have their turn while it is read', async () => {
    const hours = Array.from({ length: 600_000 }, (_, i) => `${i * 16667},${4000 + (i % 7)}`).join('\n');
    const bundle = await open(filesOf(project).set('readings/f1-s1-p1.csv', `time_us,grams\n${hours}\n`));
    let [turns, over] = [0, false];
    const other = () => {
      turns++;
      if (!over) setImmediate(other);
    };
    const reading = all(readReadings(bundle, recording)).finally(() => (over = true));
    await bundle.files.get('readings/f1-s1-p1.csv')!.text();
    const before = turns;
    other();
    const [first] = await reading;
    expect(turns - before).toBeGreaterThan(5);
    expect(first!.times.length).toBe(600_000);
    expect(first!.values[599_999]).toBe(4000 + (599_999 % 7));
  });

  test('whose readings are something else names the file', async () => {
    const bundle = await open(filesOf(project).set('readings/f1-s1-p2.csv', '<html>'));
    await expect(all(readReadings(bundle, recording))).rejects.toThrow(
      fails('project/malformed', 'readings/f1-s1-p2.csv:1'),
    );
  });
});
