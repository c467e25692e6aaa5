/** Four clips of a real shop through the real decoder, worker and network, in a browser. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Page, expect, test } from '@playwright/test';
import { type Box, iou } from '#core/geometry/box.ts';
import { data } from '../support/data.ts';
import type { PerceivePage, Run } from '../support/pages/perceive/page.ts';
import { type ServedPage, servePage } from '../support/serve-page.ts';
import { watchManners } from './support.ts';

declare global {
  interface Window {
    page: PerceivePage;
  }
}

/** Detections of every frame of a camera: x0, y0, x1, y1, score, class. */
type Reference = Record<string, number[][][]>;

const CAMERAS = ['1', '3', '5', '7'];
const clips = CAMERAS.map((camera) => `cps-test-01-cam${camera}.webm`);
const model = 'yolox_nano_416.onnx';
const folder = data('aifi-nanostore/video');
const modelPath = data(`models/${model}`);
const referencePath = data('aifi-nanostore/annotations/yolox_nano_reference_detections.json');
/** Every frame takes minutes on a small machine; every eighth of each camera says nearly as much. */
const every = process.env['OPENAISLE_LONG'] === '1' ? 1 : 8;

test.describe('from clips to sightings', () => {
  test.skip(
    folder === null || modelPath === null || referencePath === null,
    'the AiFi recording is not in the data folder',
  );
  let served: ServedPage;
  test.beforeAll(async () => {
    served = await servePage('perceive');
  });
  test.afterAll(async () => served[Symbol.asyncDispose]());
  test.beforeEach(async ({ page }) => {
    await page.goto(served.url);
  });

  test('finds the people that the reference run found, in every frame of four clips', async ({ page }) => {
    test.setTimeout(900_000);
    const { offences } = watchManners(page, new URL(served.url).origin);
    await give(page, [modelPath!, ...clips.map((clip) => `${folder!}/${clip}`)]);
    const loaded = await page.evaluate((file) => window.page.load(file, 'auto'), model);
    const threads = await page.evaluate(() => Math.min(navigator.hardwareConcurrency, 4));
    expect(loaded).toMatchObject({ name: 'YOLOX-nano 416', backend: 'wasm', threads, notes: [] });

    const run = await page.evaluate(([files, n]) => window.page.run(files, { every: n }), [clips, every] as const);
    const { cameras } = JSON.parse(readFileSync(referencePath!, 'utf8')) as { cameras: Reference };

    expect(clips.map((clip) => run.rows[clip]!.length)).toEqual(CAMERAS.map((camera) => cameras[camera]!.length));
    expect(run).toMatchObject({ open: 0, ordered: true, notices: [null, null, null, null] });
    const { wanted, found, surplus } = compare(run, cameras);
    console.log(`${found} of ${wanted} people found, ${surplus} others, in ${(run.total / 1000).toFixed(1)} s`);
    expect(found / wanted).toBeGreaterThanOrEqual(0.95);
    expect(surplus / wanted).toBeLessThanOrEqual(0.05);
    expect(offences).toEqual([]);
  });

  test('TensorFlow.js finds what onnxruntime-web finds, in threads, under the policy, from 400 KB of program', async ({
    page,
  }) => {
    test.setTimeout(240_000);
    const { offences } = watchManners(page, new URL(served.url).origin);
    const programs = new Set<string>();
    page.on('request', (request) => {
      if (/\.(m?js|wasm)$/u.test(request.url())) programs.add(request.url());
    });
    await page.reload();
    const [clip] = clips as [string];
    await give(page, [modelPath!, `${folder!}/${clip}`]);
    const seenBy = async (runtime: 'tfjs' | 'ort') => {
      const loaded = await page.evaluate(([file, name]) => window.page.load(file, { runtime: name, backend: 'wasm' }), [
        model,
        runtime,
      ] as const);
      const threads = await page.evaluate(() => Math.min(navigator.hardwareConcurrency, 4));
      expect(loaded).toMatchObject({ runtime, backend: 'wasm', threads, notes: [] });
      const { rows } = await page.evaluate((file) => window.page.run([file], { every: 30 }), clip);
      return rows[clip]!.map(({ people }) => people.filter(([, , , , score]) => score! > 0.3));
    };

    const found = await seenBy('tfjs');
    const bodies = await Promise.all([...programs].map(async (url) => (await page.request.get(url)).body()));
    const fetched = bodies.map((body) => gzipSync(body, { level: 9 }).length);
    expect(fetched.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(400_000);

    const expected = await seenBy('ort');
    expect(found.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
    for (const [frame, people] of found.entries()) {
      for (const [i, person] of people.entries())
        expect(iou(box(person), box(expected[frame]![i]!))).toBeGreaterThan(0.99);
    }
    expect(found.flat().length).toBeGreaterThan(0);
    expect(offences).toEqual([]);
  });

  test('a clip that is cut short runs to its last whole frame and says so', async ({ page }) => {
    const clip = clips[0]!;
    await give(page, [modelPath!, [clip, readFileSync(`${folder!}/${clip}`).subarray(0, 1_490_000)]]);
    await page.evaluate((file) => window.page.load(file, { runtime: 'ort', backend: 'wasm' }), model);
    const run = await page.evaluate((file) => window.page.run([file], { every: 1000 }), clip);
    expect(run.rows[clip]).toHaveLength(149); // ffprobe's count of whole packets
    expect(run.notices).toEqual([{ kind: 'truncated', file: clip, frames: 149, lastTime: 14_800_000 }]);
    expect(run.open).toBe(0);
  });

  test('what cannot be played is named, with what to do', async ({ page }) => {
    const text = (name: string) => [name, Buffer.from('this is not what it says it is')] as const;
    await give(page, [`${folder!}/cps-test-01-cam1.mp4`, text('notes.webm'), text('detector.onnx')]);
    const complaint = (file: string, as: 'clip' | 'model') =>
      page.evaluate(([name, kind]) => window.page.complaint(name, kind), [file, as] as const);

    expect(await complaint('cps-test-01-cam1.mp4', 'clip')).toEqual({
      code: 'clip/undecodable',
      message:
        'This browser cannot decode cps-test-01-cam1.mp4: its codec is MPEG-4 Part 2 (mp4v). ' +
        'Convert it once with ffmpeg, then drop cps-test-01-cam1.webm: ' +
        'ffmpeg -i "cps-test-01-cam1.mp4" -c:v libvpx-vp9 -crf 32 -b:v 0 -an "cps-test-01-cam1.webm"',
    });
    expect(await complaint('notes.webm', 'clip')).toMatchObject({ code: 'clip/unreadable', message: /notes\.webm/u });
    expect(await complaint('detector.onnx', 'model')).toMatchObject({ code: 'model/malformed' });
  });
});

/** Puts files into the page's file input: paths of real ones, or a name and its bytes. */
async function give(page: Page, files: readonly (string | readonly [string, Buffer])[]): Promise<void> {
  const read = (path: string) => [path.split('/').at(-1)!, readFileSync(path)] as const;
  const given = files.map((file) => (typeof file === 'string' ? read(file) : file));
  await page.locator('#files').setInputFiles(given.map(([name, buffer]) => ({ name, mimeType: '', buffer })));
}

/** People of the reference above 0.4, how many of them the run found (IoU ≥ 0.8), and how many it found besides. */
function compare(run: Run, cameras: Reference) {
  let [wanted, found, surplus] = [0, 0, 0];
  for (const [i, camera] of CAMERAS.entries()) {
    for (const [frame, detections] of cameras[camera]!.entries()) {
      if (frame % every !== 0) continue;
      const all = detections.filter(([, , , , , classId]) => classId === 0);
      const sure = all.filter(([, , , , score]) => score! > 0.4);
      const people = run.rows[clips[i]!]![frame]!.people;
      wanted += sure.length;
      found += sure.filter((person) => people.some((other) => same(person, other))).length;
      surplus += people
        .filter(([, , , , score]) => score! > 0.4)
        .filter((person) => !all.some((other) => same(person, other))).length;
    }
  }
  return { wanted, found, surplus };
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return iou(box(a), box(b)) >= 0.8;
}

function box([x0, y0, x1, y1]: readonly number[]): Box {
  return { x0: x0!, y0: y0!, x1: x1!, y1: y1! };
}
