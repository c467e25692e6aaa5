/** Models that cannot be used, dropped one after the other beside one that can: what is said, and that the good one still runs. */
import { open } from 'node:fs/promises';
import { type Page, expect, test } from '@playwright/test';
import { codedShop } from '../support/coded-session.ts';
import { data } from '../support/data.ts';
import { float32 } from '../support/onnx-file.ts';
import { NUMBERS, bias, kernel, tinyDetector } from '../support/tiny-detector.ts';
import { file } from '../support/tiny-files.ts';
import { dropDetector, dropFiles, runToTheEnd } from './support.ts';

const good = data('models/light_person_detector_192.onnx');

test('every bad model has a sentence that says what to do, and the good one before it still runs', async ({
  page,
}, info) => {
  test.skip(good === null, 'the models are not in the data folder');
  await page.goto('/');
  await dropDetector(page, good!);

  const bad = async (name: string, content: Uint8Array<ArrayBuffer> | string, words: RegExp) =>
    refused(page, [await file(info.outputPath(name), new Blob([content]))], words);
  const odd = { operator: 'Teleport', domain: 'my.shop', inputs: ['mean'], output: 'numbers' };
  await bad('odd.onnx', tinyDetector([], [odd]), /odd\.onnx.*my\.shop\.Teleport.*Choose another model/u);
  await bad('half.onnx', tinyDetector().subarray(0, 700), /half\.onnx.*Download or export it again/u);
  await bad('outside.onnx', tinyDetector([{ ...kernel, raw: null }, bias]), /outside\.onnx.*everything in one file/u);
  const broken = { ...bias, raw: float32(...Array.from({ length: NUMBERS }, () => NaN)) };
  await bad('nan.onnx', tinyDetector([kernel, broken]), /nan\.onnx is broken.*\(NaN\).*in float32/u);
  await bad('model.json', shardless, /model\.json lacks group1-shard1of1\.bin.*Drop all files of the model together/u);
  await refused(
    page,
    [await hollow(info.outputPath('huge.onnx'), 500_000_000)],
    /huge\.onnx is 500 MB large.*smaller/u,
  );

  await dropFiles(page, 'Open a recording', [await file(info.outputPath('shop.zip'), await codedShop(page))]);
  await runToTheEnd(page, 120_000);
  await expect(page.getByText(/light_person_detector|Light person detector/u).first()).toBeVisible();
});

/** A TensorFlow.js model whose shard stayed behind. */
const shardless = JSON.stringify({
  modelTopology: { node: [] },
  weightsManifest: [{ paths: ['group1-shard1of1.bin'], weights: [] }],
});

/** A file of zeros that takes no room on the disk. */
async function hollow(path: string, bytes: number): Promise<string> {
  const handle = await open(path, 'w');
  await handle.truncate(bytes);
  await handle.close();
  return path;
}

async function refused(page: Page, paths: readonly string[], words: RegExp): Promise<void> {
  await page.getByTestId('files').setInputFiles([...paths]);
  const alert = page.getByRole('alert');
  await expect(alert).toHaveText(words, { timeout: 60_000 });
  await expect(alert).toContainText('Nothing that was stored before has changed.');
}
