/**
 * The real shop of `story-real.spec.ts` on every engine by name: two things are bought whoever computes. Of the smallest
 * detector, software graphics take three to five seconds of a processor for a picture, of YOLOX several times that; so there
 * it is the smallest, and one picture a second of each camera, until the shopper has left.
 */
import { expect, test } from '@playwright/test';
import { importAifi, zipImported } from '../../scripts/aifi/import-aifi.ts';
import { data } from '../support/data.ts';
import { firstSeconds } from '../support/first-seconds.ts';
import { runCli } from '../support/run-cli.ts';
import { file } from '../support/tiny-files.ts';

const folder = data('aifi-nanostore');
const model = data('models/yolox_nano_416.onnx');
const small = data('models/light_person_detector_192.onnx');
test.skip(
  folder === null || model === null || small === null,
  'the AiFi recording or the models are not in the data folder',
);

const RECEIPTS = [
  {
    visit: 'V1',
    shopper: 'S1',
    lines: [
      { gtin: '071063437089', quantity: 1, unitPrice: 100 },
      { gtin: '632565000012', quantity: 1, unitPrice: 100 },
    ],
    total: 200,
  },
];
const HOUR = 3_600_000;

async function bought(shop: string, detector: string, options: readonly string[], out: string) {
  const run = await runCli(['run', '--project', shop, '--model', detector, ...options, '--out', out, '--json']);
  expect(run.status, run.stderr).toBe(0);
  const told = JSON.parse(run.stdout) as { receipts: unknown; figures: Record<string, number> & { frames: number } };
  return { ...told, said: run.stderr };
}

for (const engine of ['tfjs', 'ort']) {
  test(`${engine} on wasm: every picture of four cameras, the right receipt`, async () => {
    test.setTimeout(HOUR);
    const shop = await file(test.info().outputPath('shop.zip'), await zipImported(importAifi(folder!, 'cps-test-01')));
    const { receipts } = await bought(
      shop,
      model!,
      ['--engine', engine, '--backend', 'wasm'],
      test.info().outputPath('session.zip'),
    );
    expect(receipts).toEqual(RECEIPTS);
  });
}

test('tfjs on webgpu: a hundred pictures find the same shopper with the same receipt', async () => {
  test.setTimeout(HOUR);
  const imported = importAifi(folder!, 'cps-test-01');
  const files = await Promise.all(
    imported.files.map(async ({ path, data: content }) => {
      const clip = path.endsWith('.webm') && typeof content !== 'string';
      return { path, data: clip ? await firstSeconds(content, 25) : content };
    }),
  );
  const shop = await file(test.info().outputPath('shop.zip'), await zipImported({ ...imported, files }));
  const options = ['--engine', 'tfjs', '--backend', 'webgpu', '--fps', '1'];
  const { receipts, figures, said } = await bought(shop, small!, options, test.info().outputPath('session.zip'));
  expect(figures.frames).toBeLessThanOrEqual(100);
  // It was opened there, it stayed there, and it is there at the end.
  expect(said).toMatch(/TensorFlow\.js on (?:the graphics card|the processor, through software graphics)/u);
  expect(said).not.toMatch(/cannot run|more slowly/u);
  expect(Object.keys(figures).filter((name) => /(?:Restarted|TookOver)(?:At|LeftOut)$/u.test(name))).toEqual([]);
  expect(receipts).toEqual(RECEIPTS);
});
