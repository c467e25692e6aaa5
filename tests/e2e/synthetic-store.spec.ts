/** Simulated stores, drawn in a browser as they are for data sets, for recordings and live. */
import { readFileSync } from 'node:fs';
import { type Page, expect, test } from '@playwright/test';
import { iou } from '#core/geometry/box.ts';
import type { SynthPage } from '../support/pages/synth/page.ts';
import { type ServedPage, servePage } from '../support/serve-page.ts';

type Drawn = Window & { readonly page: SynthPage };

test.describe('a simulated store', () => {
  let served: ServedPage;
  test.beforeAll(async () => {
    served = await servePage('synth');
  });
  test.afterAll(async () => served[Symbol.asyncDispose]());
  test.beforeEach(async ({ page }) => {
    test.setTimeout(300_000);
    await page.goto(served.url);
  });

  test('has people whose drawn pixels fill the boxes that geometry says', async ({ page }) => {
    const frames = [...(await film(page, 3, 8)), ...(await film(page, 4, 8)), ...(await film(page, 5, 8))];
    const people = frames.flat().filter(({ kind, visible }) => kind === 'person' && visible > 0.97);
    expect(people.length).toBeGreaterThan(8);
    const overlaps = people.map(({ box, whole }) => iou(box, whole!)).sort((a, b) => a - b);
    // Hair, hems, hats and bags stand out of the bars that geometry knows.
    expect(overlaps[Math.floor(overlaps.length / 2)]).toBeGreaterThan(0.85);
    expect(overlaps[0]).toBeGreaterThan(0.55);
    const hands = frames.flat().filter(({ kind }) => kind === 'hand');
    const products = frames.flat().filter(({ kind }) => kind === 'product');
    expect(hands.length).toBeGreaterThan(10);
    expect(products.length).toBeGreaterThan(3);
  });

  test('has the same truth for the same seed, and another for another', async ({ page }) => {
    const once = await film(page, 9, 4);
    expect(await film(page, 9, 4)).toEqual(once);
    expect(await film(page, 10, 4)).not.toEqual(once);
  });

  test('plays live like a webcam', async ({ page }) => {
    const text = readFileSync('public/scenarios/demo.txt', 'utf8');
    const opened = await page.evaluate((scenario) => (window as unknown as Drawn).page.open(scenario, 1), text);
    expect(opened.cameras).toHaveLength(4);
    const seen = await page.evaluate(
      (camera) => (window as unknown as Drawn).page.watch(camera, 4),
      opened.cameras[0]!,
    );
    expect(seen).toHaveLength(4);
    expect(seen.every(({ time }, i) => i === 0 || time > seen[i - 1]!.time)).toBe(true);
    for (const { light } of seen) {
      expect(light).toBeGreaterThan(60);
      expect(light).toBeLessThan(230);
    }
  });

  test('shows live, from every camera, the moment that a recording shows then', async ({ page }) => {
    const text = readFileSync('public/scenarios/demo.txt', 'utf8');
    const { cameras } = await page.evaluate((scenario) => (window as unknown as Drawn).page.open(scenario, 1), text);
    const seen = await page.evaluate((all) => (window as unknown as Drawn).page.compare(all), cameras);
    expect(seen.map(({ same }) => same)).toEqual([true, true, true, true]);
    // One after the other by one clock.
    expect(seen.every(({ time }, i) => i === 0 || time > seen[i - 1]!.time)).toBe(true);
  });

  test('draws a picture of every product for the catalogue', async ({ page }) => {
    const shapes = ['box', 'can', 'bottle', 'bag'] as const;
    const wares = shapes.map((shape, i) => ({ gtin: String(i), shape, size: [0.08, 0.06, 0.18], look: i }) as const);
    const pictures = await page.evaluate((all) => (window as unknown as Drawn).page.drawProducts(all), wares);
    expect(pictures.map(({ width }) => width)).toEqual([256, 256, 256, 256]);
    for (const { bytes } of pictures) expect(bytes).toBeGreaterThan(3000);
    // They are all of one size: what was drawn before would look the same from there.
    expect(new Set(pictures.map(({ sha256 }) => sha256)).size).toBe(4);
  });
});

const film = (page: Page, seed: number, count: number) =>
  page.evaluate(([from, frames]) => (window as unknown as Drawn).page.film(from, 640, 360, frames), [
    seed,
    count,
  ] as const);
