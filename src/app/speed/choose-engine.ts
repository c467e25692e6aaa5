import { pick } from '#core/speed/pick.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Perceiver } from '#workers/perceive/client.ts';
import type { Desk } from '#app/desk.ts';
import type { EngineWish } from '#app/speed/engine-wishes.svelte.ts';
import { type NamedModel, measureSpeed } from '#app/speed/measure-speed.ts';
import { m } from '#messages/compiled/messages.js';

export interface EngineNeeds {
  /** Frames that come at the same time: a batch is never larger, whatever was said. */
  readonly cameras: number;
  /** Cores of the device that the network leaves to others. */
  readonly spared: number;
  /** Without graphics: they were lost once too often. */
  readonly processorOnly: boolean;
}

/**
 * What runs a model here: what a person said, else the fastest of what was measured on this device, which is measured now
 * when it was not yet.
 *
 * @param doing - Told how far the measurement is.
 * @returns `null` when nothing could be measured.
 * @throws The signal's reason once it is aborted.
 */
export async function chooseEngine(
  desk: Desk,
  model: NamedModel,
  perceiver: Perceiver,
  { cameras, spared, processorOnly }: EngineNeeds,
  doing: Desk['doing'],
  signal: AbortSignal,
): Promise<EngineWish | null> {
  const wish = desk.engines.of(model.sha256);
  if (wish !== null && !(processorOnly && wish.backend === 'webgpu')) {
    return { ...wish, batch: Math.min(wish.batch, cameras) };
  }
  const machine = await perceiver.machine(spared);
  const known = await desk.rooms.speeds.find(model.sha256, machine);
  const { rows } = known ?? (await measureFirst(desk, model, spared, doing, signal));
  return pick(rows, { cameras, processorOnly })?.contender ?? null;
}

async function measureFirst(desk: Desk, model: NamedModel, spared: number, doing: Desk['doing'], signal: AbortSignal) {
  const tell = (fraction: number) => doing(() => m.speed_measuring({ name: model.name }), fraction);
  tell(0);
  try {
    return await measureSpeed(desk.rooms, model, spared, (_rows, fraction) => tell(fraction), signal);
  } catch (error) {
    // Something that was tried took the worker with it: that is no reason not to run at all.
    if (error instanceof WorkbenchError && error.code === 'worker/crashed') return { rows: [] };
    throw error;
  }
}
