import { assert } from '#core/errors/assert.ts';
import { inputOrder, sourceOf } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { RunMemory } from '#core/pipeline/run-memory.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { GradualRecollection } from '#core/pipeline/gradual-recollection.ts';
import { type SceneLists, type SceneUpdate, emptyLists, updateOf } from '#core/pipeline/scene-update.ts';
import { sightingBeside } from '#core/pipeline/sighting-beside.ts';
import { stretchOf } from '#core/pipeline/stretch.ts';
import { viewScene } from '#core/pipeline/view.ts';
import type { Project } from '#core/planning/project.ts';
import {
  type Ordered,
  type Ordering,
  type OrderingRule,
  createOrdering,
  endOrdering,
  endSource,
  putInOrder,
} from '#core/time/ordering.ts';
import { JournalWriter } from '#storage/journal-writer.ts';
import { type Journal, openJournal } from '#storage/journal.ts';
import type { SceneApi } from '#workers/scene/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

interface Kept {
  readonly journal: Journal;
  readonly writer: JournalWriter;
}

interface Open {
  readonly rule: OrderingRule<SceneInput>;
  /** `null` when nothing is kept. */
  readonly kept: Kept | null;
  readonly memory: RunMemory;
  ordering: Ordering<SceneInput>;
  scene: Scene;
  /** Why the journal could not be written, until somebody was told. */
  failure: Error | null;
  /** How many inputs that are put in order next were recalled, and are not stepped again. */
  recalled: number;
}

interface Recalled {
  readonly project: Project;
  readonly recollection: GradualRecollection;
}

let current: Open | null = null;
let recalled: Recalled | null = null;
let sent: SceneLists = emptyLists;

const api: SceneApi = {
  async open({ session, project, settings, sources, patience }) {
    await close();
    const opened: Open = {
      rule: inputOrder(patience),
      kept: session === null ? null : await keep(session, (error) => (opened.failure = error)),
      memory: new RunMemory(),
      ordering: createOrdering(sources),
      scene: createScene(project, settings),
      failure: null,
      recalled: 0,
    };
    current = opened;
  },

  async push(inputs) {
    const open = opened();
    step(open, putInOrder(open.ordering, open.rule, inputs));
    return tell(open.scene);
  },

  async ended(sources) {
    const open = opened();
    for (const source of sources) step(open, endSource(open.ordering, open.rule, source));
    return tell(open.scene);
  },

  async resume(inputs, next) {
    const open = opened();
    assert(open.ordering.watermark === -Infinity, 'a journal is recalled before the run goes on');
    // What an operator did came from nobody who is asked again.
    const pushed = inputs.filter((input) => sourceOf(input) !== null);
    if (next === 'from-the-start') open.recalled += pushed.length;
    advance(open, inputs);
  },

  async act(deed) {
    const open = opened();
    // It waits for nobody: what is stepped afterwards is not older.
    const action = { kind: 'action', time: open.scene.time, ...deed } as const;
    open.kept?.writer.write([action]);
    advance(open, [action]);
    await open.kept?.writer.flush();
    return tell(open.scene);
  },

  async proof(interaction) {
    const { memory, scene } = opened();
    return memory.proofOf(interaction, scene);
  },

  view: async () => tell(opened().scene),

  stored: async () => opened().kept?.writer.flush(),

  async end() {
    const open = opened();
    step(open, endOrdering(open.ordering));
    const { time } = open.scene;
    step(open, { ordering: open.ordering, ready: [{ kind: 'action', time, action: 'end-session' }] });
    await close();
    return tell(open.scene);
  },

  async recall({ session, project, settings, tail }, onProgress) {
    const recollection = new GradualRecollection(project, settings);
    recalled = { project, recollection };
    // Open for as long as this worker is: moments are read again when they are asked for.
    const journal = await openJournal();
    try {
      const count = await journal.count(session);
      let chunks = 0;
      let told = -Infinity;
      for await (const { sequence, inputs } of journal.numbered(session, tail)) {
        for (let i = 0; i < inputs.length; i += AT_ONCE) {
          const part = [i, i + AT_ONCE] as const;
          const again = async () => (await journal.chunk(session, sequence)).slice(...part);
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
    return tell(recollection.sofar.last);
  },

  at: async (time) => {
    const known = await remembered().recollection.until(time);
    return tell(await known.at(time));
  },

  async beside(time, step) {
    const { recollection } = remembered();
    for (let ahead = 0; ; ahead += LOOK_AHEAD) {
      const known = await recollection.until(step === 1 ? time + ahead : time);
      const found = await sightingBeside(known.inputs, time, step);
      if (found !== null || step === -1 || known.last.time <= time + ahead) return found;
    }
  },

  async stretch(plates, from, to) {
    const { project, recollection } = remembered();
    return stretchOf(await recollection.until(to), project, plates, from, to);
  },

  async amend(inputs) {
    const { recollection } = remembered();
    const known = await recollection.until(Infinity);
    // They are journalled already: a recall that began after that has them.
    const newest: SceneInput[] = [];
    const { count } = known.inputs;
    for await (const piece of known.inputs.between(count - inputs.length, count)) newest.push(...piece);
    if (JSON.stringify(newest) !== JSON.stringify(inputs)) recollection.take(inputs);
    return tell(known.last);
  },
};

/** How much further is gone through while no frame is found, µs. */
const LOOK_AHEAD = 1_000_000;
/** How many inputs are stepped before somebody else may ask something. */
const AT_ONCE = 500;
/** ms */
const TELL_EVERY = 100;

/** Lets messages in that came meanwhile. */
const turn = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

function remembered(): Recalled {
  assert(recalled, 'a session is recalled before a moment of it is asked for');
  return recalled;
}

function tell(scene: Scene): SceneUpdate {
  const view = viewScene(scene);
  const update = updateOf(sent, view);
  sent = view;
  return update;
}

function opened(): Open {
  assert(current, 'a scene is opened before anything is pushed into it');
  return current;
}

/** Journals exactly what is stepped, in that order. */
function step(open: Open, { ordering, ready }: Ordered<SceneInput>): void {
  if (open.failure !== null) {
    const { failure } = open;
    open.failure = null;
    throw failure;
  }
  open.ordering = ordering;
  // The same inputs are put in the same order, however they arrive: the first are those the journal holds.
  const fresh = ready.slice(open.recalled);
  open.recalled -= ready.length - fresh.length;
  open.kept?.writer.write(fresh);
  advance(open, fresh);
}

function advance(open: Open, inputs: readonly SceneInput[]): void {
  for (const input of inputs) {
    open.scene = stepScene(open.scene, input);
    open.memory.take(input, open.scene);
  }
}

async function close(): Promise<void> {
  if (current === null) return;
  const { kept } = current;
  await kept?.writer.close();
  kept?.journal.close();
  current = null;
}

async function keep(session: string, onFailure: (error: Error) => void): Promise<Kept> {
  const journal = await openJournal();
  const writer = new JournalWriter(journal, session, {
    onFailure: (error) => {
      onFailure(error instanceof Error ? error : new Error('The journal failed', { cause: error }));
    },
  });
  return { journal, writer };
}

serve(api);
