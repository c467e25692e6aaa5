import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MOT } from '#core/datasets/mot-table.ts';
import { readSequenceLength } from '#core/datasets/seqinfo.ts';
import { WORLD } from '#core/datasets/world-table.ts';
import { readWorldTruth } from '#core/metrics/world-rows.ts';
import { readProject } from '#core/planning/read-project.ts';
import { readPeopleSightings } from '#core/datasets/people-sightings.ts';
import { readReadingsCsv } from '#core/datasets/readings-csv.ts';
import { runCli } from '../../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
const simulate = (scenario: string, seed: number, out: string) =>
  runCli(['simulate', '--scenario', scenario, '--seed', String(seed), '--out', join(folder, out)]);

const filesOf = (out: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(folder, out), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(join(folder, out).length), readFileSync(path, 'utf8')]),
  );

describe('cli simulate', () => {
  it('writes the same bytes for the same seed, and others for another', async () => {
    const [one, two, other] = await Promise.all([
      simulate('first-visit', 5, 'one'),
      simulate('first-visit', 5, 'two'),
      simulate('first-visit', 6, 'other'),
    ]);
    expect([one.status, two.status, other.status]).toEqual([0, 0, 0]);
    expect(filesOf('one')).toEqual(filesOf('two'));
    expect(filesOf('one')['/truth.json']).not.toBe(filesOf('other')['/truth.json']);
  }, 120_000);

  it('writes a project whose every file can be read, and truth that names its people', () => {
    const files = filesOf('one');
    const project = readProject(JSON.parse(files['/project.json']!), 'project.json');
    const [recording] = project.recordings;
    for (const { path } of recording!.readings) {
      const { times, values } = readReadingsCsv(files[`/${path}`]!, path);
      expect(times.length, path).toBeGreaterThan(1500);
      expect(values.some(Number.isNaN), path).toBe(values.some((value) => !(value >= -50)));
    }
    const seen = readPeopleSightings(files['/sightings.jsonl']!, 'positions', 'sightings.jsonl');
    expect(new Set(seen.flatMap(({ people }) => people.map(({ id }) => id)))).toEqual(new Set(['Ann']));
    expect(JSON.parse(files['/truth.json']!)).toMatchObject({
      people: [{ id: 'Ann' }],
      receipts: [{ shopper: 'Ann' }],
    });
    expect(files['/truth/cam1/gt/gt.txt']).toMatch(/^\d+,1,[\d.,]+,1,1,[01]/u);
    // Nobody of it is outside the door, and its last frames, in which nobody is there, are counted.
    const places = readWorldTruth(files['/truth/floor/gt.txt']!, 'gt.txt');
    expect(Math.min(...places.columns[WORLD.y]!)).toBeGreaterThan(0);
    const length = readSequenceLength(files['/truth/floor/seqinfo.ini']!, 'seqinfo.ini');
    expect(length).toBeGreaterThan(Math.max(...places.columns[MOT.frame]!) + 50);
    expect(files['/truth/cam1/seqinfo.ini']).toBe(files['/truth/floor/seqinfo.ini']);
  });

  it('writes nothing when the scenario cannot be, and names the line', async () => {
    const text = join(folder, 'mine.txt');
    writeFileSync(text, 'use corner-shop\nshopper Ann at -1\n');
    const run = await simulate(text, 1, 'nothing');
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toContain('mine.txt:2: a time in seconds is -1');
    expect(existsSync(join(folder, 'nothing'))).toBe(false);
  }, 60_000);

  it('says what there is when a scenario or a seed is none, and keeps what is in a folder', async () => {
    const [unknown, seed, full] = await Promise.all([
      simulate('demos', 1, 'x'),
      simulate('demo', 1.5, 'x'),
      simulate('first-visit', 5, 'one'),
    ]);
    expect([unknown.status, seed.status, full.status]).toEqual([2, 2, 2]);
    expect(unknown.stderr).toContain('one of demo, demo-busy');
    expect(seed.stderr).toContain('--seed is “1.5”');
    expect(full.stderr).toContain('is not empty');
  }, 60_000);

  it('is not misled by a folder where a text should be, nor by a file where a folder should be', async () => {
    mkdirSync(join(folder, 'texts'));
    writeFileSync(join(folder, 'taken'), '');
    const [text, out, within] = await Promise.all([
      simulate(join(folder, 'texts'), 1, 'y'),
      simulate('first-visit', 1, 'taken'),
      simulate('first-visit', 1, 'taken/y'),
    ]);
    expect([text.status, out.status, within.status]).toEqual([2, 2, 2]);
    expect(text.stderr).toContain('There is no scenario');
    expect(out.stderr).toContain('taken is a file');
    expect(within.stderr).toContain('taken is a file');
  }, 60_000);
});
