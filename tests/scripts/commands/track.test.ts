import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { readMot } from '#core/datasets/mot.ts';
import { trackCommand } from '../../../scripts/commands/track.ts';
import { data } from '../../support/data.ts';

const room = mkdtempSync(join(tmpdir(), 'openaisle-track-'));
afterAll(() => rmSync(room, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** Somebody walks right from frame 2 on; in frame 5 nobody is seen. */
const walk = [2, 3, 4, 6, 7].map((f) => `${f},-1,${100 + 4 * f},200,40,100,0.9,-1,-1,-1`).join('\n');
const camera = [
  ['RotationMatrices', '0 -1 0', '0 0 -1', '1 0 0'],
  ['TranslationVectors', '0 2400 0'],
  ['IntrinsicMatrix', '340 0 320', '0 340 180', '0 0 1'],
]
  .map((section) => section.join('\n'))
  .join('\n\n');

function put(name: string, text: string): string {
  const path = join(room, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function track(...args: readonly string[]) {
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await trackCommand.run(args);
  return JSON.parse(String(stdout.mock.lastCall?.[0])) as { sequences: object };
}

describe('cli track', () => {
  test('a file: every frame is stepped, empty ones too, and what was confirmed is written as MOT rows', async () => {
    const out = join(room, 'walk.out.txt');
    const said = await track('--tracker', 'bytetrack', '--detections', put('walk.det.txt', walk), '--out', out);
    // Frame 1 was empty, so the track counts from its second detection on; in frame 5 it has none.
    expect(said.sequences).toEqual({ walk: { frames: 7, rows: 4, ids: 1 } });
    const rows = readMot(readFileSync(out, 'utf8'), out);
    expect([...rows.keys()]).toEqual([3, 4, 6, 7]);
    expect([...rows.values()].every(([row]) => row!.id === 1)).toBe(true);
    expect(readFileSync(out, 'utf8')).toMatch(/^(\d+,1,[\d.]+,[\d.]+,[\d.]+,[\d.]+,0\.9,-1,-1,-1\n){4}$/u);
  });

  test('a folder: a sequence each, by its name, in the layouts there are', async () => {
    put('many/a.det.txt', walk);
    put('many/b.txt', walk.replaceAll(',', ' '));
    put('many/c/det/det.txt', walk.replaceAll('\n', '\r\n'));
    put('many/readme.md', 'not one of them');
    const said = await track('--tracker', 'sort', '--detections', join(room, 'many'), '--out', join(room, 'tracked'));
    expect(Object.keys(said.sequences)).toEqual(['a', 'b', 'c']);
    expect(readdirSync(join(room, 'tracked'))).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });

  test('an empty file gives an empty file', async () => {
    const out = join(room, 'nobody.txt');
    await track('--tracker', 'oc-sort', '--detections', put('empty.det.txt', ''), '--out', out);
    expect(readFileSync(out, 'utf8')).toBe('');
  });

  test('what is set counts: a rule of what is written, a parameter of the tracker', async () => {
    const detections = put('walk.det.txt', walk);
    const with_ = (...set: string[]) =>
      track('--tracker', 'greedy', '--detections', detections, '--out', join(room, 'set.txt'), ...set);
    expect((await with_()).sequences).toMatchObject({ walk: { rows: 3, ids: 2 } });
    expect((await with_('--set', 'maxAge=2', '--set', 'minHits=1')).sequences).toMatchObject({
      walk: { rows: 5, ids: 1 },
    });
    expect((await with_('--set', 'minArea=4000')).sequences).toMatchObject({ walk: { rows: 0 } });
  });

  test('the floor tracker takes a camera file, or one of a folder by sequence', async () => {
    const detections = put('shop-SDP.det.txt', walk);
    const cameras = join(put('cameras/shop.txt', camera), '..');
    const out = join(room, 'floor.txt');
    const said = await track('--tracker', 'floor', '--detections', detections, '--cameras', cameras, '--out', out);
    expect(said.sequences).toMatchObject({ 'shop-SDP': { ids: 1 } });
  });
});

describe('is refused, and nothing is written', () => {
  const detections = put('good.det.txt', walk);
  const out = join(room, 'never.txt');
  const basics = ['--detections', detections, '--out', out];

  test.each<[string, readonly string[], RegExp]>([
    ['no tracker', basics, /--tracker is missing; there are bytetrack-xywh, bytetrack/u],
    ['another tracker', ['--tracker', 'deepsort', ...basics], /“deepsort” is no tracker/u],
    ['no detections', ['--tracker', 'sort', '--out', out], /--detections is missing/u],
    [
      'detections that are not there',
      ['--tracker', 'sort', '--detections', 'nowhere', '--out', out],
      /no file nowhere/u,
    ],
    ['no output', ['--tracker', 'sort', '--detections', detections], /--out is missing/u],
    ['the detections as output', ['--tracker', 'sort', '--detections', detections, '--out', detections], /overwrite/u],
    [
      'an unknown key',
      ['--tracker', 'sort', ...basics, '--set', 'minscore=1'],
      /has no “minscore”; it has minScore \(0 to 1\)/u,
    ],
    ['a key of every object', ['--tracker', 'sort', ...basics, '--set', 'toString=1'], /has no “toString”/u],
    [
      'a value out of range',
      ['--tracker', 'sort', ...basics, '--set', 'minScore=60'],
      /minScore is “60”; expected a number from 0 to 1/u,
    ],
    ['a value that is none', ['--tracker', 'sort', ...basics, '--set', 'minScore='], /minScore is “”/u],
    ['no value at all', ['--tracker', 'sort', ...basics, '--set', 'minScore'], /“minScore” is not key=value/u],
    ['a frame rate of nothing', ['--tracker', 'sort', ...basics, '--fps', '0'], /--fps is “0”/u],
    ['no camera', ['--tracker', 'floor', ...basics], /--cameras is missing/u],
    [
      'no camera of that sequence',
      ['--tracker', 'floor', ...basics, '--cameras', room],
      /there is no file .*good\.txt/u,
    ],
  ])('%s', async (_, args, why) => {
    await expect(track(...args)).rejects.toMatchObject({
      code: 'cli/usage',
      message: expect.stringMatching(why) as string,
    });
    expect(existsSync(out)).toBe(false);
  });

  test.each<[string, string, RegExp]>([
    ['a word for a number', '1,-1,a,2,3,4,0.5', /bad\.det\.txt:1 .*column 3 \(left\)/u],
    ['a box of negative width', `${walk}\n8,-1,1,2,-3,4,0.5,-1,-1,-1`, /bad\.det\.txt:6 .*column 5 \(width\)/u],
    ['too few columns', '1,-1,1,2,3', /bad\.det\.txt:1 .*5 columns/u],
    ['a frame of four days later', '99999999,-1,1,2,3,4,0.5', /frame 99999999/u],
  ])('%s', async (_, text, why) => {
    const path = put('bad.det.txt', text);
    await expect(track('--tracker', 'sort', '--detections', path, '--out', out)).rejects.toMatchObject({
      code: 'dataset/malformed',
      message: expect.stringMatching(why) as string,
    });
    expect(existsSync(out)).toBe(false);
  });

  test('a bad file; the good one beside it is tracked', async () => {
    put('mixed/bad.det.txt', 'frame,id');
    put('mixed/good.det.txt', walk);
    const into = join(room, 'mixed-out');
    await expect(track('--tracker', 'sort', '--detections', join(room, 'mixed'), '--out', into)).rejects.toThrow(
      'bad.det.txt:1',
    );
    expect(readdirSync(into)).toEqual(['good.txt']);
  });

  test('two files of one sequence, and a folder without any', async () => {
    put('double/a.txt', walk);
    put('double/a.det.txt', walk);
    await expect(track('--tracker', 'sort', '--detections', join(room, 'double'), '--out', out)).rejects.toThrow(
      'two detection files',
    );
    mkdirSync(join(room, 'hollow'));
    await expect(track('--tracker', 'sort', '--detections', join(room, 'hollow'), '--out', out)).rejects.toThrow(
      'has no detection files',
    );
  });
});

const val = data('mot17-val-half');
if (!val) console.log('mot17-val-half is not in the data folder: cli track is not run on it');

test.skipIf(!val)('the floor tracker reads the camera files that are published for MOT17', async () => {
  const args = ['--detections', join(val!, 'det'), '--cameras', join(val!, 'camera'), '--out', join(room, 'val')];
  expect(Object.keys((await track('--tracker', 'floor', ...args)).sequences)).toHaveLength(7);
});
