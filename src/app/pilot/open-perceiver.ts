import { batchTimes } from '#core/speed/batch-times.ts';
import type { Compute } from '#workers/perceive/protocol.ts';
import { m } from '#messages/compiled/messages.js';
import type { Desk } from '#app/desk.ts';
import { noteDetector } from '#app/pilot/note-detector.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { chooseEngine } from '#app/speed/choose-engine.ts';
import { type Restart, type Running, SteadyPerceiver } from '#app/pilot/steady-perceiver.ts';

/**
 * What finds people in a session's pictures. What runs it is said, and when it had to be started again.
 *
 * @param signal - Also of the measurement that comes before a detector runs for the first time.
 * @param spared - Cores of the device that the network leaves to others.
 */
export function openPerceiver(desk: Desk, pilot: PilotSession, signal: AbortSignal, spared = 0): SteadyPerceiver {
  return new SteadyPerceiver(
    (compute) => startWithDetector(desk, pilot, compute, spared, signal),
    (restart) => {
      pilot.health = { ...pilot.health, dropped: restart.skipped };
      pilot.note(() => restartWords(restart), 'degraded');
    },
  );
}

async function startWithDetector(
  desk: Desk,
  pilot: PilotSession,
  compute: Compute,
  spared: number,
  signal: AbortSignal,
): Promise<Running> {
  const { name, sha256 } = pilot.model!;
  const bytes = await desk.rooms.models.loadModel(sha256);
  if (bytes === null) throw new Error(`the detector ${name} is listed and not there`);
  const perceiver = desk.rooms.startPerceiver();
  try {
    const needs = {
      cameras: pilot.pictures.length,
      spared,
      processorOnly: compute !== 'auto' && compute.backend === 'wasm',
    };
    const engine = await chooseEngine(desk, pilot.model!, perceiver, needs, signal);
    desk.doing(() => m.pilot_detector_loading({ name }));
    const loaded = await perceiver.load(bytes.buffer, name, engine ?? compute, spared);
    pilot.runsOn(() => engineWords(loaded), loaded.backend !== 'webgpu');
    for (const note of loaded.notes) noteDetector(pilot, name, note);
    desk.quiet();
    const measured = await desk.rooms.speeds.newest(sha256);
    return { perceiver, loaded, batches: batchTimes(measured?.rows ?? [], { ...loaded, input: loaded.inputSize }) };
  } catch (error) {
    perceiver[Symbol.dispose]();
    throw error;
  }
}

function engineWords({ name, backend, threads }: Running['loaded']): string {
  return backend === 'webgpu' ? m.pilot_engine_gpu({ name }) : m.pilot_engine_cpu({ name, threads });
}

function restartWords({ skipped, backend, before }: Restart): string {
  const count = { count: skipped };
  return backend === 'wasm' && before === 'webgpu' ? m.pilot_detector_on_cpu(count) : m.pilot_detector_restarted(count);
}
