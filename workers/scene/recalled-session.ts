import { namingOf } from '#core/basket/identity-entry.ts';
import type { Naming } from '#core/fusion/naming.ts';
import { GradualRecollection } from '#core/pipeline/gradual-recollection.ts';
import { namePaths } from '#core/pipeline/named-scene.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Scene } from '#core/pipeline/scene.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import { sightingBeside } from '#core/pipeline/sighting-beside.ts';
import { stretchOf } from '#core/pipeline/stretch.ts';
import type { Project } from '#core/planning/project.ts';
import type { TrackerPrograms } from '#core/tracking/tracker-programs.ts';
import { openRunningJournal } from '#storage/running-journal.ts';
import { turn } from '#storage/turn.ts';
import type { SceneApi } from '#workers/scene/protocol.ts';

/** How much further is gone through while no frame is found, µs. */
const LOOK_AHEAD = 1_000_000;
/** How many inputs are stepped before somebody else may ask something. */
const AT_ONCE = 500;
/** ms */
const TELL_EVERY = 100;

/** A session of the journal, gone through again: any moment of it can be asked for, also while it is still being read. */
export class RecalledSession {
  readonly #project: Project;
  readonly #recollection: GradualRecollection;

  constructor(project: Project, settings: SceneSettings, programs: TrackerPrograms) {
    this.#project = project;
    this.#recollection = new GradualRecollection(project, settings, programs);
  }

  /** @returns How it ended. The rest as `SceneApi.recall`. */
  async read(
    session: string,
    tail: Parameters<SceneApi['recall']>[0]['tail'],
    onProgress: (fraction: number) => void,
  ): Promise<Scene> {
    const recollection = this.#recollection;
    // Open for as long as this worker is: moments are read again when they are asked for.
    const journal = await openRunningJournal();
    const chunkOf = lastRead((sequence) => journal.chunk(session, sequence));
    try {
      const count = await journal.count(session);
      let chunks = 0;
      let told = -Infinity;
      for await (const { sequence, inputs } of journal.numbered(session, tail)) {
        for (let i = 0; i < inputs.length; i += AT_ONCE) {
          const part = [i, i + AT_ONCE] as const;
          const again = async () => (await chunkOf(sequence)).slice(...part);
          recollection.take(inputs.slice(...part), again);
          await turn(); // so that whoever asks for a moment gets it now
        }
        chunks++;
        if (performance.now() - told < TELL_EVERY) continue;
        told = performance.now();
        onProgress(Math.min(1, chunks / count));
      }
    } finally {
      recollection.end();
    }
    return recollection.sofar.last;
  }

  /** Who everybody turned out to be, as far as is known by now. */
  get naming(): Naming {
    return namingOf(this.#recollection.sofar.last.ledger.identities);
  }

  async at(time: number): Promise<Scene> {
    const known = await this.#recollection.until(time);
    return known.at(time);
  }

  /** As `SceneApi.dwell`. */
  async dwell(from: number, to: number): ReturnType<SceneApi['dwell']> {
    const { log } = await this.#recollection.until(to);
    return log.dwell(from, to);
  }

  /** As `SceneApi.tracks`. */
  async tracks(from: number, to: number): ReturnType<SceneApi['tracks']> {
    const { log } = await this.#recollection.until(to);
    return log.tracks(from, to, this.naming);
  }

  /** As `SceneApi.beside`. */
  async beside(time: number, step: Parameters<SceneApi['beside']>[1]): ReturnType<SceneApi['beside']> {
    for (let ahead = 0; ; ahead += LOOK_AHEAD) {
      const known = await this.#recollection.until(step === 1 ? time + ahead : time);
      const found = await sightingBeside(known.inputs, time, step);
      if (found !== null || step === -1 || known.last.time <= time + ahead) return found;
    }
  }

  /** As `SceneApi.stretch`. */
  async stretch(plates: readonly string[], from: number, to: number): ReturnType<SceneApi['stretch']> {
    const stretch = await stretchOf(await this.#recollection.until(to), this.#project, plates, from, to);
    return { ...stretch, paths: namePaths(stretch.paths, this.naming) };
  }

  /** As `SceneApi.amend`. */
  async amend(inputs: readonly SceneInput[]): Promise<Scene> {
    const known = await this.#recollection.until(Infinity);
    // They are journalled already: a recall that began after that has them.
    const newest: SceneInput[] = [];
    const { count } = known.inputs;
    for await (const piece of known.inputs.between(count - inputs.length, count)) newest.push(...piece);
    if (JSON.stringify(newest) !== JSON.stringify(inputs)) this.#recollection.take(inputs);
    return known.last;
  }
}

/** Parts of a chunk are wanted one after another: it is read once for all of them. */
function lastRead<T>(read: (sequence: number) => Promise<T>): (sequence: number) => Promise<T> {
  let last: { readonly sequence: number; readonly reading: Promise<T> } | null = null;
  return (sequence) => {
    if (last?.sequence === sequence) return last.reading;
    last = { sequence, reading: read(sequence) };
    last.reading.catch(() => (last = null));
    return last.reading;
  };
}
