/** A re-identification network of the catalogue on SwiftShader, against what onnxruntime 1.30 said on a CPU. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cosineDistance, normalised } from '#core/detection/appearance.ts';
import { type EmbedderCard, embedderCardOf } from '#engines/model-card.ts';
import { openEmbedder } from '#engines/open-embedder.ts';
import { openEngine } from '#engines/open-model.ts';
import { pictureToTensor } from '#engines/picture-to-tensor.ts';
import { openImport } from '#engines/webgpu/frame-import.ts';
import { openGpuEmbedder } from '#engines/webgpu/gpu-embedder.ts';
import { type GpuEngine, isOnDevice } from '#engines/webgpu/gpu-engine.ts';
import { type SizedRunner, openRunners } from '#engines/webgpu/open-runners.ts';
import { readBuffer } from '#engines/webgpu/read-buffer.ts';
import { rulesOf } from '#engines/webgpu/runner.ts';
import { openDawn } from '../../support/dawn.ts';
import { frameOfPixels } from '../../support/frame-of-pixels.ts';
import {
  goldenFolder,
  goldenPicture,
  goldenTensor,
  largestDifference,
  modelFile,
  rgbaFrame,
  shopView,
} from '../../support/golden.ts';
import { runtimeFilesOfNode } from '../../support/runtime-files.ts';
import { setGpu, withDevices } from '../../support/watched-gpu.ts';

const dawn = openDawn();
const NAME = 'person-reid-retail-0288';
/** Software graphics take half a minute to compile each number of people at once, and to check it. */
const PEOPLE = process.env['OPENAISLE_LONG'] === '1' ? [1, 2] : [1];
const runtime = { runtime: 'tfjs', backend: 'webgpu', threads: 1, files: runtimeFilesOfNode } as const;

/** Of view 2, px. */
const man = { x0: 138.78, y0: -2.34, x1: 270.28, y1: 282.91 };
const shelf = { x0: 420, y0: 40, x1: 550, y1: 320 };

const frame = () => {
  const { bytes, layout } = shopView('view2');
  return frameOfPixels(bytes, layout.width, layout.height);
};

describe.skipIf(dawn === null || goldenFolder === null)(NAME, () => {
  afterEach(() => setGpu(dawn!));

  describe.each(PEOPLE)('on the device, %i at a time', (batch) => {
    let card: EmbedderCard;
    let engine: GpuEngine;
    let sized: SizedRunner;
    beforeAll(async () => {
      setGpu(dawn!);
      const file = modelFile(`${NAME}.onnx`);
      card = embedderCardOf(file.sha256)!;
      const opened = await openEngine(file, runtime);
      if (!isOnDevice(opened)) throw new Error('there is no device');
      engine = opened;
      [sized] = (await openRunners(engine, [batch])) as [SizedRunner];
    }, 900_000);
    afterAll(() => engine[Symbol.dispose]());

    test('gives the numbers that onnxruntime gave on a CPU, within a hundredth of the largest', async () => {
      expect(sized.whyPlain).toBeNull();
      const { runner } = sized;
      const { device } = runner.gpu;
      const { bytes, layout } = rgbaFrame(goldenPicture('view2_person128x256'));
      const picture = pictureToTensor(bytes, layout, rulesOf(runner, card.input));
      device.queue.writeBuffer(runner.input, 4 * picture.length * (batch - 1), picture as Float32Array<ArrayBuffer>);
      runner.run(nothing, nothing);
      const numbers = new Float32Array(await readBuffer(device, runner.outputs[0]!));
      const golden = goldenTensor('view2', NAME, card.output.name);
      const largest = golden.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(largestDifference(numbers.subarray(golden.length * (batch - 1)), golden) / largest).toBeLessThan(1e-2);
    }, 300_000);

    test('says of a man in a frame what it says of the golden picture', async () => {
      const imports = openImport('written', sized.runner.gpu.device);
      using embedder = await openGpuEmbedder([sized], imports, card);
      const people = [shelf, man].slice(-batch);
      const vectors = await embedder.embed(frame(), people, []);
      const golden = normalised(goldenTensor('view2', NAME, card.output.name))!;
      expect(cosineDistance(vectors.at(-1)!, golden)).toBeLessThan(1e-3);
      if (batch > 1) expect(cosineDistance(vectors[0]!, golden)).toBeGreaterThan(0.1);
    }, 300_000);
  });

  test('goes to the processor where the device refuses work, and says why', async () => {
    setGpu(
      withDevices(dawn!, (device) => {
        device.createBuffer = () => {
          throw new Error('no room for a buffer');
        };
      }),
    );
    const { embedder, engine, card, notes } = await openEmbedder(modelFile(`${NAME}.onnx`), runtime);
    using own = embedder;
    expect(engine.backend).toBe('wasm');
    expect(notes).toEqual([{ kind: 'not-on-gpu', details: expect.stringContaining('no room for a buffer') }]);
    const [vector] = await own.embed(frame(), [man], []);
    expect(cosineDistance(vector!, normalised(goldenTensor('view2', NAME, card.output.name))!)).toBeLessThan(1e-3);
  }, 60_000);
});

function nothing(): void {}
