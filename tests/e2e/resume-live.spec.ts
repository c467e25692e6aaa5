/** A live run whose tab was closed in the middle: it is closed where it stopped, or goes on with the same cameras. */
import { type BrowserContext, type Page, expect, test } from '@playwright/test';
import { LIVE_RECORDING } from '#core/planning/live-recording.ts';
import { micros } from '#core/time/micros.ts';
import { writeArchive } from '#storage/archive.ts';
import { packChunk } from '#storage/journal-format.ts';
import { journalChunks, picturesShown, chooseCameras, start, stop } from '../support/live-run.ts';
import { storedClips } from '../support/stored-clips.ts';
import { storedSession } from '../support/stored-session.ts';
import { file } from '../support/tiny-files.ts';
import { tinyProject } from '../support/tiny-project.ts';
import { inOrder, positions, shoppingTrip, weights } from '../support/tiny-walk.ts';
import { holdCameras } from '../support/webcams.ts';
import { dropFiles, receiptLines } from './support.ts';

test('closed where it stopped: it is finished, its pictures are there, and it stays marked', async ({ context }) => {
  const page = await interrupted(context, 1);
  const session = page.getByTestId('session');
  await page.getByRole('button', { name: 'Close it here' }).click();
  await expect(session).toHaveAttribute('data-phase', 'finished', { timeout: 30_000 });
  await expect(page.getByText(/This session was interrupted at [\d.]+ s and closed there/u)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Close it here' })).toHaveCount(0);
  // A camera takes a moment to send its first: at 0 s there is none.
  await page.goto(`${page.url().split('?')[0]}?t=1.5`);
  await expect.poll(() => picturesShown(page), { timeout: 30_000 }).toBe(1);
  await page.goto('/');
  await expect(page.getByTestId('sessions').getByRole('listitem')).toContainText(/interrupted and closed at [\d.]+ s/u);
});

test('gone on with the same cameras: both parts are one session, each with its pictures', async ({ context }) => {
  const page = await interrupted(context, 2);
  const session = page.getByTestId('session');
  const notice = page.getByRole('status').filter({ hasText: 'This session was interrupted' });
  const kept = Number(/up to ([\d.]+) s/u.exec((await notice.textContent())!)![1]);
  await page.getByRole('button', { name: 'Go on with these cameras' }).click();
  await expect(session).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
  const written = await journalChunks(page);
  await expect.poll(() => journalChunks(page), { timeout: 60_000 }).toBeGreaterThan(written + 6);
  await stop(page);
  expect(await storedClips(page)).toHaveLength(4);

  for (const second of [1, kept + 2]) {
    await page.goto(`${page.url().split('?')[0]}?t=${second}`);
    await page.reload();
    await expect(session).toHaveAttribute('data-phase', 'finished');
    await expect.poll(() => picturesShown(page), { timeout: 30_000, message: `at ${second} s` }).toBe(2);
  }
  const end = Number(/\/ (\d+):(\d+)/u.exec((await page.getByLabel('Time and length').textContent())!)![2]);
  expect(end).toBeGreaterThan(kept + 2);
});

test('without its camera it is said which, and the session stays as it is', async ({ context }) => {
  const page = await interrupted(context, 2);
  await page.evaluate(() => window.heldCameras.unplug(2));
  await page.getByRole('button', { name: 'Go on with these cameras' }).click();
  await expect(page.getByRole('alert')).toContainText('“Camera 2”: it is not plugged in');
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'interrupted');
});

test('whoever was in the shop still is, with what they had taken; closed there, they get their receipt', async ({
  page,
}, info) => {
  await holdCameras(page, { clip: null, count: 1 });
  await chooseCameras(page, 1); // so that this device knows which camera is called Camera 1
  await start(page);
  await stop(page);
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await file(info.outputPath('live.zip'), await shopperInside())]);
  const session = page.getByTestId('session');
  await expect(session).toHaveAttribute('data-phase', 'interrupted');
  await page.getByRole('button', { name: 'Go on with these cameras' }).click();
  await expect(session).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
  const basket = page.getByRole('button', { name: /^S1 / });
  await expect(basket).toBeVisible();
  await expect(session).toContainText('1 × Crisps');
  await page.close();

  const again = await page.context().newPage();
  await again.goto('/');
  await again.getByRole('link', { name: 'Live shop' }).click();
  await expect(again.getByTestId('session')).toHaveAttribute('data-phase', 'interrupted');
  await again.getByRole('button', { name: 'Close it here' }).click();
  await expect(again.getByTestId('session')).toHaveAttribute('data-phase', 'finished', { timeout: 30_000 });
  await expect.poll(() => receiptLines(again)).toEqual(['1 × Crisps €2.50']);
});

async function interrupted(context: BrowserContext, count: number): Promise<Page> {
  const page = await context.newPage();
  await holdCameras(page, { clip: null, count });
  await chooseCameras(page, count);
  await start(page);
  await page.waitForTimeout(3000);
  const address = page.url();
  await page.close();
  const again = await context.newPage();
  await holdCameras(again, { clip: null, count });
  await again.goto(address);
  await expect(again.getByTestId('session')).toHaveAttribute('data-phase', 'interrupted');
  return again;
}

/** An interrupted live session in which somebody stands at the shelf with a bag of crisps. */
async function shopperInside(): Promise<Blob> {
  const project = tinyProject();
  const door = { ...project.cameras[0]!, name: 'Camera 1' };
  const clips = [{ camera: door.id, path: 'clips/cam1.mkv', offset: 0 }];
  const recording = { ...project.recordings[0]!, id: LIVE_RECORDING, clips, readings: [] };
  const text = JSON.stringify({ ...project, cameras: [door], recordings: [recording] });
  const inputs = inOrder(positions(9, { p: shoppingTrip }), weights(9, { 'f1-s1-p1': [6.5, 105] }));
  return writeArchive({
    session: {
      ...storedSession,
      name: 'Live shop',
      recording: LIVE_RECORDING,
      model: null,
      state: 'interrupted',
      lastTime: micros(inputs.at(-1)!.time),
    },
    project: { name: 'Tiny shop', text, files: [] },
    journal: [new Blob([packChunk(inputs)])],
    results: null,
    clips: new Map(),
  });
}
