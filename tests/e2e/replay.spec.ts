/**
 * Looking at a stored session with its clips: which frame each camera shows, read from the very pixels, and whether the
 * boxes on it are those of that frame. Three cameras, of which one begins late and ends early and one is faster.
 */
import { type Page, expect, test } from '@playwright/test';
import { type Shown, type ShownPicture, lookAt, timeOf } from '../support/coded-clips.ts';
import { CLIPS, SECONDS, boxesOf, codedArchive } from '../support/coded-session.ts';
import { file } from '../support/tiny-files.ts';
import { dropFiles } from './support.ts';

/** By camera and frame. */
let boxes: readonly (readonly (number | null)[])[] = [];
test.beforeAll(async () => {
  const framesOf = (clip: (typeof CLIPS)[number]) => Array.from({ length: clip.frames }, (_, i) => timeOf(clip, i));
  boxes = await Promise.all(CLIPS.map((clip) => boxesOf(clip.camera, framesOf(clip))));
});

let archive: Blob | null = null;

test.beforeEach(async ({ page }, info) => {
  await page.setViewportSize({ width: 1900, height: 1000 });
  await page.goto('/');
  archive ??= await codedArchive(page);
  await dropFiles(page, 'Open a recording', [await file(info.outputPath('coded.zip'), archive)]);
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished', { timeout: 30_000 });
  await expect(page.getByText('Going through the session')).toHaveCount(0, { timeout: 30_000 });
});

test('every moment shows the frame of that moment in all cameras, with the boxes of that very frame', async ({
  page,
}) => {
  for (const second of [5, 0.5, 12.4, 3.05, 2.9, 8, 0, 4.1, 12.9]) {
    await seek(page, second);
    await shows(page, second * 1e6);
  }
});

test('a camera that has not begun, or has ended, shows nothing and says so', async ({ page }) => {
  const says = page.getByText('This camera has no picture of this moment.');
  await seek(page, 1);
  await expect(says).toHaveCount(1);
  await seek(page, 4);
  await expect(says).toHaveCount(0);
  await seek(page, 9);
  await expect(says).toHaveCount(1);
});

test('a step goes to the very next frame of any camera, and back to the one before', async ({ page }) => {
  const times = [...new Set(CLIPS.flatMap((clip) => Array.from({ length: clip.frames }, (_, i) => timeOf(clip, i))))];
  times.sort((a, b) => a - b);
  const from = times.indexOf(5_000_000);
  await seek(page, 5);
  for (const [key, direction] of [
    ['ArrowRight', 1],
    ['ArrowLeft', -1],
  ] as const) {
    let at = direction === 1 ? from : from + 8;
    for (let i = 0; i < 8; i++) {
      await page.locator('body').press(key);
      await shows(page, times[(at += direction)]!);
    }
  }
  // Pressed faster than anybody can look: none is lost.
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
  await shows(page, times[from + 10]!);
});

for (const speed of [1, 4]) {
  test(`played at ${speed} ×, the playhead keeps pace with the clock and the cameras with each other`, async ({
    page,
  }) => {
    await seek(page, 0);
    await page.getByLabel('Speed').selectOption(String(speed));
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const shown = await lookAt(page, speed === 1 ? 160 : 60, 25);
    const playing = shown.filter(({ playhead }) => playhead > 0.3 && playhead < SECONDS - 0.5);
    const [first, last] = [playing[0]!, playing.at(-1)!];
    const pace = (last.playhead - first.playhead) / ((last.now - first.now) / 1000);
    console.log(`${speed} ×: pace ${pace.toFixed(3)}, ${playing.length} looks, ${describe(playing)}`);
    expect(pace / speed).toBeGreaterThan(0.93);
    expect(pace / speed).toBeLessThan(1.07);
    for (const { playhead, pictures } of playing) {
      const [slow, , fast] = pictures.map(({ frame }, i) => (frame === null ? null : timeOf(CLIPS[i]!, frame) / 1e6));
      // The slower camera's frame is up to a tenth of a second older than what it stands for.
      expect(Math.abs(slow! - fast!), `at ${playhead} s`).toBeLessThan(0.11);
      // The playhead is written in tenths, and a picture takes a moment to be drawn.
      expect(playhead - fast!, `at ${playhead} s`).toBeGreaterThan(-0.11);
      expect(playhead - fast!, `at ${playhead} s`).toBeLessThan(0.2 + 0.15 * speed);
    }
    for (const { pictures } of playing) for (const [i, picture] of pictures.entries()) expectOwnBox(i, picture);
  });
}

test('the evidence of an interaction is played over and over, and only that', async ({ page }) => {
  await page.locator('body').press('n');
  await expect(page.getByTestId('evidence')).toBeVisible();
  await page.getByLabel('Speed').selectOption('4');
  if (await page.getByRole('button', { name: 'Play', exact: true }).isVisible()) await page.keyboard.press('Space');
  const shown = await lookAt(page, 160, 25);
  const heads = shown.slice(20).map(({ playhead }) => playhead);
  const turns = heads.filter((head, i) => i > 0 && head < heads[i - 1]! - 0.5).length;
  expect(turns).toBeGreaterThan(0);
  expect(Math.max(...heads) - Math.min(...heads)).toBeLessThan(SECONDS / 2);
  for (const { pictures } of shown) for (const [i, picture] of pictures.entries()) expectOwnBox(i, picture);
});

test('at the end it stops on the last frames, and plays again from the beginning', async ({ page }) => {
  await seek(page, SECONDS - 1);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible({ timeout: 10_000 });
  await shows(page, SECONDS * 1e6);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(async () => (await lookAt(page))[0]!.playhead).toBeLessThan(SECONDS - 2);
});

async function seek(page: Page, second: number): Promise<void> {
  await page.evaluate((t) => (location.hash = `${location.hash.split('?')[0]}?t=${t}`), second);
}

/** Waits until all cameras show the frames of a moment, µs, with their own boxes. */
async function shows(page: Page, time: number): Promise<void> {
  const expected = CLIPS.map((clip, i) => {
    const frames = Array.from({ length: clip.frames }, (_, frame) => timeOf(clip, frame));
    const frame = frames.findLastIndex((each) => each <= time);
    if (frame === -1 || frames[frame]! < time - 2_000_000) return { frame: null, box: null };
    return { frame, box: boxes[i]![frame]! };
  });
  const rounded = (pictures: readonly ShownPicture[]) =>
    pictures.map(({ frame, box }, i) => ({ frame, box: near(box, expected[i]!.box) ? 'its own' : box }));
  await expect
    .poll(async () => rounded((await lookAt(page))[0]!.pictures), { message: `at ${time} µs`, timeout: 10_000 })
    .toEqual(expected.map(({ frame }) => ({ frame, box: 'its own' })));
}

function expectOwnBox(camera: number, { frame, box }: ShownPicture): void {
  if (frame === null) return;
  const expected = boxes[camera]![frame]!;
  expect(near(box, expected), `frame ${frame} of camera ${camera + 1}: box ${box}, its own is ${expected}`).toBe(true);
}

/** Within what the line is wide; from one frame to the next a box goes 13 px at least. */
const near = (a: number | null, b: number | null) => (a === null || b === null ? a === b : Math.abs(a - b) < 6);

function describe(shown: readonly Shown[]): string {
  const lags = shown.map(({ playhead, pictures }) => playhead - timeOf(CLIPS[2]!, pictures[2]!.frame ?? 0) / 1e6);
  return `picture behind the playhead by ${Math.min(...lags).toFixed(2)} to ${Math.max(...lags).toFixed(2)} s`;
}
