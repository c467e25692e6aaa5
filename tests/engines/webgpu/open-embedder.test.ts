/** A re-identification network of the catalogue on SwiftShader, against what onnxruntime 1.30 said on a CPU. */
import { afterEach, describe, expect, test } from 'vitest';
import { cosineDistance, normalised } from '#core/detection/appearance.ts';
import { embedderCardOf } from '#engines/model-card.ts';
import { openEmbedder } from '#engines/open-embedder.ts';
import { openEngine } from '#engines/open-model.ts';
import { openImport } from '#engines/webgpu/frame-import.ts';
import { openGpuEmbedder } from '#engines/webgpu/gpu-embedder.ts';
import { isOnDevice } from '#engines/webgpu/gpu-engine.ts';
import { openRunners } from '#engines/webgpu/open-runners.ts';
import { openDawn } from '../../support/dawn.ts';
import { frameOfPixels } from '../../support/frame-of-pixels.ts';
import { goldenFolder, goldenTensor, modelFile, shopView } from '../../support/golden.ts';
import { runtimeFilesOfNode } from '../../support/runtime-files.ts';
import { setGpu, withDevices } from '../../support/watched-gpu.ts';

const dawn = openDawn();
const NAME = 'person-reid-retail-0288';
/** A dozen pictures of it take software graphics half a minute that nobody else wants a part of. */
const long = process.env['OPENAISLE_LONG'] === '1';
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

  test.skipIf(!long)(
    'in a batch on the device says of a man what it says of the golden picture',
    async () => {
      const file = modelFile(`${NAME}.onnx`);
      const card = embedderCardOf(file.sha256)!;
      using engine = await openEngine(file, runtime);
      if (!isOnDevice(engine)) throw new Error('there is no device');
      const [sized] = await openRunners(engine, [2]);
      expect(sized!.whyPlain).toBeNull();
      const imports = openImport('written', sized!.runner.gpu.device);
      using embedder = await openGpuEmbedder([sized!], imports, card);
      const [other, himself] = await embedder.embed(frame(), [shelf, man], []);
      const golden = normalised(goldenTensor('view2', NAME, card.output.name))!;
      expect(cosineDistance(himself!, golden)).toBeLessThan(1e-3);
      expect(cosineDistance(other!, golden)).toBeGreaterThan(0.1);
    },
    900_000,
  );

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
