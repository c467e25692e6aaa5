/** Every model of the test data through the command line, at its full size: what onnxruntime says, on every engine. */
import { test } from '@playwright/test';
import { expectGolden, goldenCases } from './inferring.ts';

test.skip(goldenCases.length === 0, 'the models are not in the data folder');

/** There are two pictures of each; one is enough for software graphics. */
const first = goldenCases.filter(({ input_png }) => input_png.startsWith('view6'));

for (const engine of ['tfjs', 'ort']) {
  for (const each of first) {
    test(`${each.model} on ${engine} wasm, within a thousandth`, async () => {
      await expectGolden(each, [engine, 'wasm'], 1e-3, test.info().outputPath('out'));
    });

    test(`${each.model} on ${engine} webgpu, within a hundredth`, async () => {
      await expectGolden(each, [engine, 'webgpu'], 1e-2, test.info().outputPath('out'));
    });
  }
}
