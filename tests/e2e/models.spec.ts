/** Where detectors come from: the catalogue’s own addresses, answered by a host on this machine, or a drop. */
import { readFile } from 'node:fs/promises';
import { type Page, type Route, expect, test } from '@playwright/test';
import { offers, recommended } from '#storage/model-offers.ts';
import { writeZip } from '#storage/write-zip.ts';
import { data } from '../support/data.ts';
import { type ModelHost, hostModels } from '../support/model-host.ts';
import { file } from '../support/tiny-files.ts';
import { dropFiles } from './support.ts';

const nano = data('models/yolox_nano_416.onnx');
const light = data('models/light_person_detector_192.onnx');
const offer = offers.find(({ id }) => id === 'yolox-nano-kazuhito00')!;
const ZONE = 'Add a detector';

let host: ModelHost;
test.beforeAll(async () => {
  const bytes: Uint8Array = nano === null ? new Uint8Array() : await readFile(nano);
  host = await hostModels(new Map([['yolox_nano.onnx', bytes]]));
});
test.afterAll(() => host[Symbol.asyncDispose]());

test.beforeEach(async ({ page }) => {
  test.skip(nano === null || light === null, 'the models are not in the data folder');
  await page.goto('/#/settings/models');
});

/** Sends whoever asks a host of the catalogue to the host on this machine: the policy of the page is the real one. */
async function forward(page: Page, answer?: (route: Route) => Promise<void>): Promise<void> {
  await page.route(/githubusercontent\.com|storage\.googleapis\.com/u, async (route) => {
    if (answer !== undefined) return answer(route);
    const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
    await route.fulfill({ response: await route.fetch({ url: `${host.origin}/${name}` }) });
  });
}

const item = (page: Page, name: string) =>
  page.getByTestId('model').filter({ has: page.getByRole('heading', { name, exact: true }) });

test('a detector is downloaded from its own address, checked, tried and used; removed; and had back', async ({
  page,
}) => {
  await forward(page);
  const row = item(page, offer.name);
  await row.getByRole('button', { name: /^Download/u }).click();
  await expect(row.getByText('In use')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('3.7 MB on this device')).toBeVisible();
  await page.reload();
  await expect(row.getByText('In use')).toBeVisible();
  await row.getByRole('button', { name: /^Remove/u }).click();
  await expect(row.getByRole('button', { name: /^Download/u })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row.getByText('In use')).toBeVisible();
});

test('whoever has none gets one from the start page; what is wrong with it is said, and nothing is kept', async ({
  page,
}) => {
  await page.goto('/#/');
  const getting = page.getByTestId('get-detector');
  await forward(page, (route) =>
    route.fulfill({ body: 'x'.repeat(recommended.files[0]!.bytes), headers: { 'Access-Control-Allow-Origin': '*' } }),
  );
  await getting.getByRole('button', { name: 'Get a detector' }).click();
  await expect(getting.getByRole('alert')).toContainText('not the file that was asked for');
  await page.unroute(/githubusercontent\.com|storage\.googleapis\.com/u);
  await forward(page);
  await getting.getByRole('button', { name: 'Try again' }).click();
  await expect(getting.getByRole('alert')).toContainText('not where it was');
  await getting.getByRole('link', { name: 'Other detectors' }).click();
  await expect(page.getByTestId('model').first()).toBeVisible();
  await expect(page.getByText('On this device', { exact: true })).toHaveCount(0);
});

test('a download ends when the network goes away, and when a person stops it; the detector before is still used', async ({
  page,
  context,
}) => {
  await dropFiles(page, ZONE, [light!]);
  const before = item(page, 'Light person detector 192');
  await expect(before.getByText('In use')).toBeVisible({ timeout: 60_000 });
  await forward(page, () => new Promise(() => undefined));
  const row = item(page, offer.name);

  await row.getByRole('button', { name: /^Download/u }).click();
  await row.getByRole('button', { name: 'Cancel' }).click();
  await expect(row.getByRole('button', { name: /^Download/u })).toBeVisible();
  await expect(row.getByRole('alert')).toHaveCount(0);

  await row.getByRole('button', { name: /^Download/u }).click();
  await expect(row.getByRole('progressbar')).toBeVisible();
  await context.setOffline(true);
  await expect(row.getByRole('alert')).toContainText('The download broke off');
  await expect(row.getByRole('button', { name: /^Try again/u })).toHaveAttribute('aria-disabled', 'true');
  await context.setOffline(false);
  await expect(before.getByText('In use')).toBeVisible();
});

test('a dropped file is known by its content, what an embedder is for is said, and what a person chose is remembered', async ({
  page,
}) => {
  const dropped: readonly [string, string][] = [
    [nano!, offer.name],
    [light!, 'Light person detector 192'],
  ];
  for (const [path, name] of dropped) {
    await dropFiles(page, ZONE, [path]);
    await expect(page.getByText(`${name} is on this device and will be used`)).toBeVisible({ timeout: 60_000 });
  }
  await expect(item(page, 'Light person detector 192').getByText('In use')).toBeVisible();

  const embedder = 'person-reidentification-retail-0288';
  await dropFiles(page, ZONE, [data('models/person-reid-retail-0288.onnx')!]);
  await expect(page.getByText(`${embedder} is on this device. A run compares people by our own network`)).toBeVisible();
  await expect(page.getByText('Tells how alike two pictures of people are. A run uses our own')).toBeVisible();
  await expect(item(page, embedder).getByText('On this device')).toBeVisible();
  await expect(item(page, embedder).getByRole('button', { name: /^Use/u })).toHaveCount(0);

  await item(page, offer.name)
    .getByRole('button', { name: /^Use this one/u })
    .click();
  await page.reload();
  await expect(item(page, offer.name).getByText('In use')).toBeVisible();
  await expect(item(page, 'Light person detector 192').getByText('On this device')).toBeVisible();
});

test('a TensorFlow.js model that lacks a shard says which one, as files and as .zip', async ({ page }, info) => {
  const json = JSON.stringify({
    modelTopology: {},
    weightsManifest: [{ paths: ['group1-shard1of2', 'group1-shard2of2'] }],
  });
  const model = await file(info.outputPath('model.json'), json);
  const shard = await file(info.outputPath('group1-shard1of2'), 'x');
  await dropFiles(page, ZONE, [model, shard]);
  await expect(page.getByRole('alert')).toContainText('group1-shard2of2');

  const zip = await writeZip([
    { path: 'net/model.json', data: json },
    { path: 'net/group1-shard2of2', data: 'x' },
  ]);
  await dropFiles(page, ZONE, [await file(info.outputPath('net.zip'), zip)]);
  await expect(page.getByRole('alert')).toContainText('net.zip · group1-shard1of2');
  await dropFiles(page, ZONE, [shard]);
  await expect(page.getByRole('alert')).toContainText('group1-shard1of2 · model.json');
});
