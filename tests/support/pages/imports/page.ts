/** Frames as a browser has them, turned and not, and the ways of them onto a device. */
import type { ModelInput } from '#engines/model-card.ts';
import { openGpuDevice } from '#engines/webgpu/device.ts';
import { type ProbedImport, probeImports } from '#engines/webgpu/probe-imports.ts';
import { openWorkingImport } from '#engines/webgpu/working-import.ts';

export interface Turn {
  readonly rotation: number;
  readonly flip: boolean;
}

export interface ImportsPage {
  /** Each way of a frame of 64 × 48 px before it is turned, beside what the processor sees of it. */
  probe(turn: Turn): Promise<readonly ProbedImport[]>;
  /** @returns Whether both got a way: a straight frame and then, over the same import, a turned one. */
  after(turn: Turn): Promise<readonly boolean[]>;
}

const input: ModelInput = {
  name: 'input',
  width: 32,
  height: 32,
  layout: 'nhwc',
  channels: 'rgb',
  range: 255,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  fit: 'letterbox',
  anchor: 'top-left',
  pad: 114,
};
const [WIDTH, HEIGHT] = [64, 48];
const straight: Turn = { rotation: 0, flip: false };

const page: ImportsPage = {
  async probe(turn) {
    using gpu = (await openGpuDevice(navigator.gpu))!;
    const frame = corners(turn);
    const probed = await probeImports(gpu.device, input, frame, 1);
    frame.close();
    return probed;
  },

  async after(turn) {
    using gpu = (await openGpuDevice(navigator.gpu))!;
    using imports = openWorkingImport(gpu, input);
    const got: boolean[] = [];
    for (const each of [straight, turn]) {
      const frame = corners(each);
      got.push(
        await imports.take(frame, 0).then(
          () => true,
          () => false,
        ),
      );
      frame.close();
    }
    return got;
  },
};

/** Black, red, green and blue quarters: which way up it is shows. */
function corners(turn: Turn): VideoFrame {
  const bytes = new Uint8Array(4 * WIDTH * HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const quarter = Number(i % WIDTH >= WIDTH / 2) + 2 * Number(i >= (WIDTH * HEIGHT) / 2);
    bytes.set([quarter === 1 ? 255 : 0, quarter === 2 ? 255 : 0, quarter === 3 ? 255 : 0, 255], 4 * i);
  }
  const options = { format: 'RGBA', codedWidth: WIDTH, codedHeight: HEIGHT, timestamp: 0, ...turn } as const;
  return new VideoFrame(bytes, options);
}

Object.assign(window, { page });
