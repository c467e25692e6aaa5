import type { Size } from '#core/detection/letterbox.ts';
import type { BatchSize } from '#engines/webgpu/calls-for.ts';
import type { GpuEngine } from '#engines/webgpu/gpu-engine.ts';
import { type OpenRunner, type Runner, openRunner } from '#engines/webgpu/runner.ts';

export type SizedRunner = BatchSize & OpenRunner;

/** Of each size, the fastest counts. */
const ROUNDS = 2;

/**
 * The network of `engine`, on its device, for each of these batch sizes; timed where there is a choice.
 *
 * @param input - px; the size the engine was opened for when left out.
 * @throws WorkbenchError `model/unsupported` when the file cannot be run so.
 */
export async function openRunners(
  engine: GpuEngine,
  batches: readonly number[],
  input?: Size,
): Promise<readonly SizedRunner[]> {
  const open: SizedRunner[] = [];
  try {
    for (const batch of batches) {
      const opened = await openRunner(await engine.onDevice(batch, input));
      open.push({ ...opened, batch, milliseconds: 0 });
    }
    if (open.length === 1) return open;
    const timed: SizedRunner[] = [];
    for (const each of open) timed.push({ ...each, milliseconds: await fastest(each.runner) });
    return timed;
  } catch (error) {
    for (const { runner } of open) runner[Symbol.dispose]();
    throw error;
  }
}

/** Whatever lies in the input: how long a network takes does not depend on it. */
async function fastest(runner: Runner): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    runner.run(nothing, nothing);
    await runner.gpu.device.queue.onSubmittedWorkDone();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function nothing(): void {
  // Only the network is timed.
}
