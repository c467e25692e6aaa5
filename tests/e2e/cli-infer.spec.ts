/** What a network says through the command line, and what the command line says when it cannot ask one. */
import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { data } from '../support/data.ts';
import { runCli } from '../support/run-cli.ts';
import { file } from '../support/tiny-files.ts';
import { expectGolden, goldenCase, goldenCases } from './inferring.ts';

const model = 'light_person_detector_192.onnx';

test.skip(goldenCases.length === 0, 'the models are not in the data folder');

for (const engine of ['ort', 'tfjs']) {
  test(`a small detector says on ${engine} wasm what onnxruntime says, within a thousandth`, async () => {
    await expectGolden(goldenCase(model), [engine, 'wasm'], 1e-3, test.info().outputPath('out'));
  });
}

test('a small detector says on tfjs webgpu what onnxruntime says, within a hundredth', async () => {
  await expectGolden(goldenCase(model), ['tfjs', 'webgpu'], 1e-2, test.info().outputPath('out'));
});

test('what cannot be shown to a network is a sentence on stderr, and no folder', async () => {
  const out = test.info().outputPath('out');
  const infer = (path: string, picture: string) =>
    runCli(['infer', '--model', path, '--engine', 'ort', '--backend', 'wasm', '--input', picture, '--out', out]);
  const picture = data('models/golden/view2_letterbox416.png')!;

  const large = await infer(data(`models/${model}`)!, picture);
  expect(large).toMatchObject({ status: 1, stdout: '' });
  expect(large.stderr).toContain('416 × 416 px, and light_person_detector_192.onnx takes exactly 192 × 192 px');

  const text = await infer(data(`models/${model}`)!, data('models/SOURCE.txt')!);
  expect(text).toMatchObject({ status: 1, stdout: '' });
  expect(text.stderr).toContain('SOURCE.txt is no picture');

  const stranger = await infer(await file(test.info().outputPath('mine.onnx'), 'mine'), picture);
  expect(stranger).toMatchObject({ status: 1, stdout: '' });
  expect(stranger.stderr).toContain('mine.onnx is not in the model catalogue');
  expect(existsSync(out)).toBe(false);
});
