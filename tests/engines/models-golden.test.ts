/** Every network of the data folder on both runtimes, against what onnxruntime 1.30 said on a CPU. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine, RuntimeName } from '#engines/engine.ts';
import { engines } from '#engines/engines.ts';
import { cardOf, embedderCardOf } from '#engines/model-card.ts';
import { pictureToTensor } from '#engines/picture-to-tensor.ts';
import {
  goldenFolder,
  goldenPicture,
  goldenTensors,
  largestDifference,
  modelFile,
  onOrt,
  rgbaFrame,
} from '../support/golden.ts';

const models = [
  ['yolox_nano_416', 'letterbox416'],
  ['nanodet_m_416', 'letterbox416'],
  ['fastestdet_352', 'stretch352'],
  ['light_person_detector_192', 'letterbox192'],
  ['person-reid-retail-0248', 'person128x256'],
  ['person-reid-retail-0287', 'person128x256'],
  ['person-reid-retail-0288', 'person128x256'],
] as const;
const runtimes = Object.keys(engines) as RuntimeName[];
const cases = models.flatMap(([model, picture]) => runtimes.map((runtime) => ({ model, picture, runtime })));

describe.skipIf(goldenFolder === null).each(cases)('$model on $runtime', ({ model, picture, runtime }) => {
  let engine: Engine;
  beforeAll(async () => {
    const { bytes, fileName } = modelFile(`${model}.onnx`);
    engine = await engines[runtime](bytes, { ...onOrt, fileName });
  });
  afterAll(() => engine[Symbol.dispose]());

  test.each(['view2', 'view6'])('says of %s what the golden tensors say', async (view) => {
    const { sha256 } = modelFile(`${model}.onnx`);
    const { input } = (cardOf(sha256) ?? embedderCardOf(sha256))!;
    const { bytes, layout } = rgbaFrame(goldenPicture(`${view}_${picture}`));
    const outputs = await engine.run(pictureToTensor(bytes, layout, input));
    for (const [i, golden] of goldenTensors(view, model, engine).entries()) {
      expect(outputs[i]).toHaveLength(golden.length);
      const largest = golden.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(largestDifference(outputs[i]!, golden) / largest).toBeLessThan(1e-3);
    }
  });
});
