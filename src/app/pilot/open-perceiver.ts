import type { Compute, LoadedModel, TellLoss } from '#workers/perceive/protocol.ts';
import { m } from '#messages/compiled/messages.js';
import type { Desk } from '#app/desk.ts';
import { timeOfDay } from '#app/pilot/live-words.ts';
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
    (compute, tell) => startWithDetector(desk, pilot, compute, spared, signal, tell),
    (restart) => {
      pilot.health = { ...pilot.health, dropped: restart.skipped };
      const time = Date.now();
      pilot.note(() => restartWords(restart, time), 'degraded');
      pilot.runsOn(() => engineWords({ name: pilot.model!.name, ...restart }), restart.backend !== 'webgpu');
    },
  );
}

async function startWithDetector(
  desk: Desk,
  pilot: PilotSession,
  compute: Compute,
  spared: number,
  signal: AbortSignal,
  tell: TellLoss,
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
    const loaded = await perceiver.load(bytes.buffer, name, engine ?? compute, spared, tell);
    pilot.runsOn(() => engineWords(loaded), loaded.backend !== 'webgpu');
    for (const note of loaded.notes) noteDetector(pilot, name, note);
    desk.quiet();
    return { perceiver, loaded };
  } catch (error) {
    perceiver[Symbol.dispose]();
    throw error;
  }
}

function engineWords({ name, backend, threads }: Pick<LoadedModel, 'name' | 'backend' | 'threads'>): string {
  return backend === 'webgpu' ? m.pilot_engine_gpu({ name }) : m.pilot_engine_cpu({ name, threads });
}

/** @param at - ms since 1970 */
function restartWords({ what, skipped, backend, before }: Restart, at: number): string {
  const said = { count: skipped, time: timeOfDay(at) };
  if (backend === 'wasm' && before === 'webgpu') return m.pilot_detector_on_cpu(said);
  return what === 'device' ? m.pilot_gpu_restarted(said) : m.pilot_detector_restarted(said);
}
