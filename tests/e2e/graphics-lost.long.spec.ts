/** A run in which the graphics process dies twice: it goes on, says when, and comes to what it would have come to. */
import { openAsBlob } from 'node:fs';
import { type Page, expect, test } from '@playwright/test';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { readArchive, readInputs } from '#storage/archive.ts';
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/build/browser.mjs';
import { engineFlags } from '../../scripts/headless/engine-flags.ts';
import { rememberEngine } from '../../scripts/headless/remember-engine.ts';
import { encodeClip } from '../support/coded-clips.ts';
import { data } from '../support/data.ts';
import { tinyShopFile } from '../support/tiny-files.ts';
import { tinyShopProject } from '../support/tiny-shop.ts';
import { dropDetector, dropFiles, runToTheEnd } from './support.ts';

const executablePath = findBrowser();
test.use({
  launchOptions: {
    args: [...CHROMIUM_FLAGS, ...engineFlags('webgpu')],
    ...(executablePath === null ? {} : { executablePath }),
  },
});

const model = data('models/light_person_detector_192.onnx');
const SECONDS = 16;
/** Of its film, a second: software graphics take a second or two over each. */
const PICTURES = 1;
/** Opening the detector on them takes half a minute of two processors, and many where others want them too. */
const LATER = { timeout: 900_000 };

const REOPENED =
  /At \d[\d:]+\s[AP]M the graphics card stopped and was started again\. \d pictures? (?:was|were) left out/u;
const PROCESSOR =
  /At \d[\d:]+\s[AP]M the graphics card stopped; the processor finds people from then on, more slowly\. (\d) pictures? (?:was|were) left out/u;

test('the graphics process dies twice in a run: no interaction is lost, and the session says when it was', async ({
  page,
}, info) => {
  test.skip(model === null, 'the model is not in the data folder');
  test.setTimeout(3_600_000);
  await page.goto('/');
  await dropDetector(page, model!);
  const shop = await filmedShop(page, info.outputPath('shop.zip'));

  await dropFiles(page, 'Open a recording', [shop]);
  await runToTheEnd(page, 60_000);
  const undisturbed = await exported(page, info.outputPath('undisturbed.zip'));
  expect(undisturbed.results!.interactions).toHaveLength(1);
  expect(undisturbed.frames).toHaveLength(PICTURES * SECONDS);

  await page.evaluate(
    (items) => items.forEach(([key, value]) => localStorage.setItem(key, value)),
    Object.entries(rememberEngine({ runtime: 'tfjs', backend: 'webgpu' })),
  );
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [shop]);
  const health = page.getByLabel('Health');
  const crash = await crasherOf(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const progress = page.getByTestId('progress');
  await expect(progress).toContainText(/ [1-9]\d? %/u, LATER);
  await crash();
  await expect(health).toContainText(REOPENED, LATER);
  await expect(progress).not.toHaveText((await progress.textContent())!, LATER); // it looks again
  await expect(health).not.toContainText(PROCESSOR);
  await crash();
  await expect(health).toContainText(PROCESSOR, LATER);
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished', LATER);

  const said = (await health.textContent())!;
  const leftOut = Number(PROCESSOR.exec(said)![1]);
  await health.locator('summary').click();
  await expect(health).toContainText(/TensorFlow\.js on the processor, \d+ thread/u);
  await expect(health).toContainText(new RegExp(`· ${leftOut} pictures? left out`, 'u'));
  const disturbed = await exported(page, info.outputPath('disturbed.zip'));
  expect(disturbed.results).toEqual(undisturbed.results);
  expect(disturbed.readings).toEqual(undisturbed.readings);
  expect(undisturbed.frames.length - disturbed.frames.length).toBe(leftOut);
  expect(leftOut).toBeLessThanOrEqual(2);

  await page.reload();
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished');
  await expect(health).toContainText(REOPENED.exec(said)![0]);
  await expect(health).toContainText(PROCESSOR.exec(said)![0]);
});

/** The tiny shop with a film of its camera. @returns `path` */
async function filmedShop(page: Page, path: string): Promise<string> {
  const { recordings, ...project } = tinyShopProject();
  const clips = [{ camera: 'cam1', path: 'clips/cam1.webm', offset: 0 }];
  return tinyShopFile(
    path,
    {
      'project.json': JSON.stringify({ ...project, recordings: [{ ...recordings[0]!, clips }] }),
      'clips/cam1.webm': await encodeClip(page, {
        camera: 'cam1',
        offset: 0,
        fps: PICTURES,
        frames: PICTURES * SECONDS,
      }),
    },
    SECONDS,
  );
}

/** @returns What ends the browser's graphics process on the spot. It dies with the question unanswered. */
async function crasherOf(page: Page): Promise<() => Promise<void>> {
  const cdp = await page.context().browser()!.newBrowserCDPSession();
  return async () => {
    await cdp.send('Browser.crashGpuProcess' as never).catch(() => undefined);
  };
}

async function exported(page: Page, path: string) {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export session' }).click();
  await (await download).saveAs(path);
  const archive = await readArchive(await openAsBlob(path), path);
  const inputs: SceneInput[] = [];
  for await (const chunk of readInputs(archive)) inputs.push(...chunk);
  return {
    results: archive.results,
    frames: inputs.filter(({ kind }) => kind === 'camera'),
    readings: inputs.filter(({ kind }) => kind === 'readings'),
  };
}
