import { orientationOf } from '#engines/frame-pixels.ts';
import type { ModelInput } from '#engines/model-card.ts';
import type { GpuDevice } from '#engines/webgpu/device.ts';
import { type FrameImport, type FrameImportName, openImport } from '#engines/webgpu/frame-import.ts';
import { probeImports } from '#engines/webgpu/probe-imports.ts';

/** Tries of each way: the first one compiles, the best one counts. */
const ROUNDS = 3;

/**
 * Takes frames in the way that works best on this device for frames of their kind, which the first one of each
 * kind finds out. A device onto which no way of a frame works is given up.
 */
export function openWorkingImport(gpu: GpuDevice, input: ModelInput): FrameImport {
  const { device } = gpu;
  const best = new Map<string, Promise<FrameImport>>();
  const open = new Map<FrameImportName, FrameImport>();
  // Error scopes lie on one another, so that two probes at a time would hear of each other's faults.
  let probed: Promise<unknown> = Promise.resolve();
  const find = (frame: VideoFrame): Promise<FrameImport> => {
    const found = probed.then(() => findNow(frame));
    probed = found.catch(() => undefined);
    return found;
  };
  const findNow = async (frame: VideoFrame): Promise<FrameImport> => {
    const [first] = await probeImports(device, input, frame, ROUNDS);
    if (first?.milliseconds == null) {
      const why = `no way of this frame onto the device works: ${first?.why}`;
      gpu.giveUp(why);
      throw new Error(why);
    }
    const known = open.get(first.name) ?? openImport(first.name, device);
    open.set(first.name, known);
    return known;
  };

  return {
    take: async (frame, slot) => {
      const kind = kindOf(frame);
      const way = best.get(kind) ?? find(frame);
      best.set(kind, way);
      way.catch(() => best.delete(kind)); // the next frame may be whole
      return (await way).take(frame, slot);
    },
    [Symbol.dispose]: () => {
      for (const each of open.values()) each[Symbol.dispose]();
    },
  };
}

/** Browsers may give frames that are turned or of oblong pixels to the device as they are stored, not as they are shown. */
function kindOf(frame: VideoFrame): string {
  const { format, visibleRect, displayWidth, displayHeight } = frame;
  const square = visibleRect?.width === displayWidth && visibleRect.height === displayHeight;
  return JSON.stringify([format, square, orientationOf(frame)]);
}
