import type { Compute, LoadedModel, TellLoss } from '#workers/perceive/protocol.ts';
import { m } from '#messages/compiled/messages.js';
import type { Desk } from '#app/desk.ts';
import { comparePeople } from '#app/pilot/compare-people.ts';
import { noteDetector } from '#app/pilot/note-detector.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { figuresOfStop, stopOf, stopWords } from '#app/pilot/stops.ts';
import { chooseEngine } from '#app/speed/choose-engine.ts';
import { engineWords } from '#app/speed/speed-words.ts';
import { type Running, SteadyPerceiver } from '#app/pilot/steady-perceiver.ts';

/** Who else is there while a network runs. */
interface Sharing {
  /** Cores of the device that the network leaves to others. */
  readonly spared: number;
  /** That send at the same time. Of a recording one frame is looked at after the other. */
  readonly cameras: number;
}

/**
 * What finds people in a session's pictures. What runs it is said, and when it had to be started again.
 *
 * @param signal - Also of the measurement that comes before a detector runs for the first time.
 */
export function openPerceiver(
  desk: Desk,
  pilot: PilotSession,
  signal: AbortSignal,
  sharing: Sharing = { spared: 0, cameras: 1 },
): SteadyPerceiver {
  let softwareGraphics = false;
  // What ran the detector in an earlier run of the session says nothing of this one.
  pilot.health = { ...pilot.health, engine: null, onCpu: false, looks: null };
  return new SteadyPerceiver(
    async (compute, tell) => {
      try {
        const running = await startWithDetector(desk, pilot, compute, sharing, signal, tell);
        ({ softwareGraphics } = running);
        sayEngine(pilot, running.loaded, softwareGraphics);
        return running;
      } finally {
        pilot.readying = null;
      }
    },
    (restart) => {
      pilot.health = { ...pilot.health, dropped: restart.skipped };
      const stop = stopOf(restart, Date.now());
      pilot.note(stopWords(stop), 'degraded');
      const { id } = pilot;
      if (id !== null) desk.later(() => desk.rooms.store.addFigures(id, figuresOfStop(stop)));
      sayEngine(pilot, restart, softwareGraphics);
    },
  );
}

async function startWithDetector(
  desk: Desk,
  pilot: PilotSession,
  compute: Compute,
  { spared, cameras }: Sharing,
  signal: AbortSignal,
  tell: TellLoss,
): Promise<Running & { readonly softwareGraphics: boolean }> {
  const { name, sha256 } = pilot.model!;
  // The same words wherever somebody waits: beside the bar, and where the pictures will be.
  const doing: Desk['doing'] = (words, fraction) => {
    pilot.readying = words;
    desk.doing(words, fraction);
  };
  const load = () => m.pilot_detector_loading({ name });
  doing(load);
  const bytes = await desk.rooms.models.loadModel(sha256);
  if (bytes === null) throw new Error(`the detector ${name} is listed and not there`);
  const perceiver = desk.rooms.startPerceiver();
  try {
    const needs = {
      cameras,
      spared,
      processorOnly: compute !== 'auto' && compute.backend === 'wasm',
    };
    const engine = await chooseEngine(desk, pilot.model!, perceiver, needs, doing, signal);
    doing(load);
    const loaded = await perceiver.load(bytes.buffer, name, engine ?? compute, spared, tell);
    for (const note of loaded.notes) noteDetector(pilot, name, note);
    desk.quiet();
    await comparePeople(desk, pilot, perceiver);
    const { softwareGraphics } = await perceiver.machine(spared);
    return { perceiver, loaded, softwareGraphics };
  } catch (error) {
    perceiver[Symbol.dispose]();
    throw error;
  }
}

type RunningOn = Pick<LoadedModel, 'runtime' | 'backend' | 'threads'>;

function sayEngine(pilot: PilotSession, engine: RunningOn, softwareGraphics: boolean): void {
  const { name } = pilot.model!;
  const words = () => m.speed_badge({ name, engine: engineWords(engine, { ...engine, softwareGraphics }) });
  pilot.runsOn(words, engine.backend === 'wasm' || softwareGraphics);
}
