import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { MeasureOptions } from '#core/speed/measure-options.ts';
import type { Machine } from '#core/speed/machine.ts';
import { type SpeedRow, isMeasured } from '#core/speed/row.ts';
import type { CachedModel } from '#storage/model-cache.ts';
import type { Measurement } from '#storage/speed-store.ts';
import type { TellSpeed } from '#workers/perceive/protocol.ts';
import type { Rooms } from '#app/desk.ts';

/** A model that is on this device. */
export type NamedModel = Pick<CachedModel, 'sha256' | 'name'>;

/** At the first load of a model: what a person waits for once. */
const FIRST: MeasureOptions = { what: 'look', budgetMs: 2500, mostRounds: 40, hopeless: 4, softwareGraphics: false };

/**
 * Measures a model on this device and keeps what came of it.
 *
 * @param spared - Cores of the device that the network leaves to others.
 * @throws The signal's reason once it is aborted; nothing is kept then.
 */
export async function measureSpeed(
  rooms: Rooms,
  { sha256, name }: NamedModel,
  spared: number,
  tell: TellSpeed,
  signal: AbortSignal,
): Promise<Measurement> {
  const bytes = await rooms.models.loadModel(sha256);
  if (bytes === null) throw new Error(`the detector ${name} is listed and not there`);
  const { machine, rows } = await raceModel(rooms, { name, bytes: bytes.buffer }, FIRST, spared, tell, signal);
  const measurement = { sha256, machine, rows, measuredAt: Date.now() };
  await rooms.speeds.keep(measurement);
  return measurement;
}

/**
 * In a worker of its own, whose memory goes with it; so whoever stops it stops it at once. A contender that takes the
 * worker with it ends the race: what was measured before counts.
 *
 * @param model - `null` for the small network that is made up.
 * @throws The signal's reason once it is aborted.
 */
export async function raceModel(
  rooms: Rooms,
  model: { readonly name: string; readonly bytes: ArrayBuffer | null },
  options: MeasureOptions,
  spared: number,
  tell: TellSpeed,
  signal: AbortSignal,
): Promise<{ readonly machine: Machine; readonly rows: readonly SpeedRow[] }> {
  signal.throwIfAborted();
  using perceiver = rooms.startPerceiver();
  const stop = () => perceiver[Symbol.dispose]();
  signal.addEventListener('abort', stop);
  let known: readonly SpeedRow[] = [];
  const hear: TellSpeed = (rows, fraction) => {
    known = rows;
    tell(rows, fraction);
  };
  try {
    const machine = await perceiver.machine(spared);
    const rows = await perceiver.measure(model.bytes, model.name, options, spared, hear).catch((error: unknown) => {
      if (crashed(error) && known.some(isMeasured)) return known;
      throw error;
    });
    signal.throwIfAborted();
    return { machine, rows };
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function crashed(error: unknown): boolean {
  return error instanceof WorkbenchError && error.code === 'worker/crashed';
}
