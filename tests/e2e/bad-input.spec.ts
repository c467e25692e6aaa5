/** What a person is told when what they drop cannot be used. Nothing that was stored changes. */
import { readFile, truncate } from 'node:fs/promises';
import { type Page, expect, test } from '@playwright/test';
import { writeZip } from '#storage/write-zip.ts';
import { data } from '../support/data.ts';
import { file, tinyShopFile } from '../support/tiny-files.ts';
import { tinyShopProject } from '../support/tiny-shop.ts';
import { dropFiles, runToTheEnd } from './support.ts';

const mp4 = data('aifi-nanostore/video/cps-test-01-cam1.mp4');

test.beforeEach(async ({ page }) => {
  await page.goto('/');
});

test('a clip that no browser decodes: its name, its codec, and the line that converts it', async ({ page }) => {
  test.skip(mp4 === null, 'the AiFi recording is not in the data folder');
  await dropFiles(page, 'Open a recording', [mp4!]);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('cps-test-01-cam1.mp4');
  await expect(alert).toContainText('MPEG-4 Part 2');
  await expect(alert).toContainText('ffmpeg -i "cps-test-01-cam1.mp4"');
});

test('a file that is no model', async ({ page }, info) => {
  await refused(page, await file(info.outputPath('cat.onnx'), 'meow'), /cat\.onnx/u);
  await page.goto('/#/settings/models');
  await expect(page.getByTestId('model').first()).toBeVisible();
  await expect(page.getByText('In use')).toHaveCount(0);
});

test('a model whose output fits no decoder', async ({ page }, info) => {
  const reid = data('models/person-reid-retail-0248.onnx');
  test.skip(reid === null, 'the models are not in the data folder');
  // One field more that nobody reads, and the catalogue does not know it any longer.
  const stranger = new Blob([await readFile(reid!), Uint8Array.of(0xa0, 0x06, 0x01)]);
  await refused(page, await file(info.outputPath('stranger.onnx'), stranger), /stranger\.onnx.*256/u);
});

test('a model of half a gigabyte is refused before it is read', async ({ page }, info) => {
  const path = await file(info.outputPath('huge.onnx'), '');
  await truncate(path, 500_000_000);
  await page.getByRole('region', { name: 'Open a recording' }).getByTestId('files').setInputFiles(path);
  await expect(page.getByRole('alert')).toContainText('too large for a browser');
  await page.getByRole('alert').getByText('Details').click();
  await expect(page.getByRole('alert')).toContainText(
    'huge.onnx is 500 MB large; 400 MB is the most. It was not read.',
  );
});

test('a project of a newer version', async ({ page }, info) => {
  const change = { 'project.json': JSON.stringify({ ...tinyShopProject(), version: 99 }) };
  await refused(page, await tinyShopFile(info.outputPath('shop.zip'), change), /project\.json.*99/u);
});

test('a project with a missing file', async ({ page }, info) => {
  const change = { 'readings/f1-s1-p2.csv': null };
  await refused(page, await tinyShopFile(info.outputPath('shop.zip'), change), /readings\/f1-s1-p2\.csv/u);
});

test('a project with an unknown SKU on the planogram', async ({ page }, info) => {
  const { planogram, ...project } = tinyShopProject();
  const facings = [{ id: 'a', gtin: '4006381333931', plates: ['f1-s1-p1'] }];
  const change = { 'project.json': JSON.stringify({ ...project, planogram: { ...planogram, facings } }) };
  const shop = await tinyShopFile(info.outputPath('shop.zip'), change);
  await refused(page, shop, /project\.json.*planogram\.facings\[0\]\.gtin.*4006381333931/u);
});

test('a file that is nothing at all, with markup in its name', async ({ page }, info) => {
  await refused(page, await file(info.outputPath('<img src=x onerror=alert(1)>.txt'), 'x'), /<img src=x/u);
});

test('a bad archive leaves the stored session as it is', async ({ page }, info) => {
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await runToTheEnd(page, 60_000);
  await page.getByRole('link', { name: 'OpenAisle' }).click();
  const manifest = JSON.stringify({ format: 'openaisle-session', version: 99 });
  const archive = await writeZip([{ path: 'manifest.json', data: manifest }]);
  await refused(page, await file(info.outputPath('later.zip'), archive), /later\.zip.*newer/u);
  await expect(page.getByTestId('sessions').getByRole('link')).toHaveText(['Tiny shop, walk']);
});

async function refused(page: Page, path: string, words: RegExp): Promise<void> {
  await dropFiles(page, 'Open a recording', [path]);
  const alert = page.getByRole('alert');
  await expect(alert).toHaveText(words);
  await expect(alert).toContainText('Nothing that was stored before has changed.');
}
