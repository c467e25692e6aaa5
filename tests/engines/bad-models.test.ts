/** Files that look like models: what is said of each, and what is said to do about it. */
import { describe, expect, test } from 'vitest';
import { openModel } from '#engines/open-model.ts';
import { type TinyNode, float32 } from '../support/onnx-file.ts';
import { runtimeFilesOfNode } from '../support/runtime-files.ts';
import { FLOAT16, FLOAT32, INT8, NUMBERS, bias, conv, kernel, tinyDetector } from '../support/tiny-detector.ts';

describe.each(['tfjs', 'ort'] as const)('on %s', (runtime) => {
  const open = (bytes: Uint8Array) =>
    openModel(
      { fileName: 'mine.onnx', bytes, sha256: 'not in the catalogue' },
      { runtime, backend: 'wasm', threads: 1, files: runtimeFilesOfNode },
    );

  test('a good one of the same kind runs', async () => {
    const { engine, card } = await open(tinyDetector());
    expect(card).toMatchObject({ labels: ['person'], input: { width: 32, height: 32 } });
    engine[Symbol.dispose]();
  });

  test('an operator that nobody has: its name, where it is, and what to do', async () => {
    const odd = { operator: 'Teleport', domain: 'my.shop', inputs: ['mean'], output: 'numbers' };
    await expect(open(tinyDetector([], [odd]))).rejects.toMatchObject({
      code: 'model/unsupported',
      message: /^mine\.onnx cannot be run: .*my\.shop\.Teleport × 1 \(numbers\).*Choose another model, or export/u,
    });
  });

  test('cut short: download it again', async () => {
    await expect(open(tinyDetector().subarray(0, 700))).rejects.toMatchObject({
      code: 'model/malformed',
      message: /^mine\.onnx cannot be opened.*Download or export it again\.$/u,
    });
  });

  test('weights in a second file: put them into this one', async () => {
    await expect(open(tinyDetector([{ ...kernel, raw: null }, bias]))).rejects.toMatchObject({
      code: 'model/unsupported',
      message: /^mine\.onnx.*kernel lies in a second file.*save_as_external_data=False/u,
    });
  });

  test('int8 weights: float32 is asked for, or another runtime runs it and it is said', async () => {
    const weights = [
      { ...kernel, name: 'packed', type: INT8, raw: new Uint8Array(3 * NUMBERS) },
      { name: 'scale', shape: [], type: FLOAT32, raw: float32(0.01) },
      bias,
    ];
    const unpack = { operator: 'DequantizeLinear', inputs: ['packed', 'scale'], output: 'kernel' };
    const { engine, notes } = await open(tinyDetector(weights, [unpack, conv]));
    expect(engine.runtime).toBe('ort');
    const words = notes.map(({ details }) => details).join(' ');
    if (runtime === 'tfjs') expect(words).toMatch(/DequantizeLinear.*Export it in float32.*onnxruntime-web runs it/u);
    engine[Symbol.dispose]();
  });

  test('float16 weights are widened, by TensorFlow.js where onnxruntime does not take them', async () => {
    const half = { ...kernel, type: FLOAT16, raw: new Uint8Array(2 * 3 * NUMBERS) };
    const { engine } = await open(tinyDetector([half, bias]));
    expect(engine.runtime).toBe('tfjs');
    engine[Symbol.dispose]();
  });

  test('NaN among its weights is noticed before it looks at anybody', async () => {
    const broken = { ...bias, raw: float32(...Array.from({ length: NUMBERS }, (_, i) => (i === 40 ? NaN : 0))) };
    await expect(open(tinyDetector([kernel, broken]))).rejects.toMatchObject({
      code: 'model/not-numbers',
      message: /^mine\.onnx is broken: shown a picture of plain grey, its output output.*Download or export it again/u,
    });
  });

  test('so is one that divides by a contrast that is not there', async () => {
    const contrast: TinyNode[] = [
      { operator: 'Sub', inputs: ['mean', 'mean'], output: 'nothing' },
      { operator: 'Div', inputs: ['nothing', 'nothing'], output: 'ratio' },
      { ...conv, inputs: ['ratio', 'kernel', 'bias'] },
    ];
    await expect(open(tinyDetector([kernel, bias], contrast))).rejects.toMatchObject({ code: 'model/not-numbers' });
  });
});
