import { namingOf } from '#core/basket/identity-entry.ts';
import { assert } from '#core/errors/assert.ts';
import type { Naming } from '#core/fusion/naming.ts';
import { fetchPart } from '#core/errors/fetch-part.ts';
import type { CameraGate } from '#core/pipeline/camera-gate.ts';
import { inputOrder, sourceOf } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { RunMemory } from '#core/pipeline/run-memory.ts';
import { SceneLog } from '#core/pipeline/scene-log.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import { takenBack } from '#core/pipeline/taken-back.ts';
import { type SceneLists, type SceneUpdate, emptyLists, rememberLists, updateOf } from '#core/pipeline/scene-update.ts';
import { viewScene } from '#core/pipeline/view.ts';
import type { Project } from '#core/planning/project.ts';
import { fetchTracker } from '#core/tracking/tracker-programs.ts';
import {
  type Ordered,
  type Ordering,
  type OrderingRule,
  createOrdering,
  endOrdering,
  endSource,
  forgetSource,
  putInOrder,
} from '#core/time/ordering.ts';
import { JournalWriter } from '#storage/journal-writer.ts';
import type { Journal } from '#storage/journal.ts';
import { openRunningJournal } from '#storage/running-journal.ts';
import type { SceneApi } from '#workers/scene/protocol.ts';
import type { RecalledSession } from '#workers/scene/recalled-session.ts';
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
  /** `null` of a recording: whoever lags there is waited for. */
  readonly gate: CameraGate | null;
  readonly log: SceneLog;
  ordering: Ordering<SceneInput>;
  scene: Scene;
  /** Why the journal could not be written, until somebody was told. */
  failure: Error | null;
  /** How many inputs that are put in order next were recalled, and are not stepped again. */
  recalled: number;
  /** A live run was recalled, and nothing was pushed since. */
  resumed: boolean;
}

let current: Open | null = null;
let recalled: Promise<RecalledSession> | null = null;
let sent: SceneLists = emptyLists;

const api: SceneApi = {
  async open({ session, project, settings, sources, patience }) {
    await close();
    const [programs, gate] = await Promise.all([
      fetchTracker(settings.tracking.tracker),
      patience === Infinity ? null : openGate(),
    ]);
    const opened: Open = {
      rule: inputOrder(patience),
      kept: session === null ? null : await keep(session, (error) => (opened.failure = error)),
      memory: new RunMemory(),
      gate,
      log: new SceneLog(project),
      ordering: createOrdering(sources),
      scene: createScene(project, settings, programs),
      failure: null,
      recalled: 0,
      resumed: false,
    };
    current = opened;
  },

  async push(inputs) {
    const open = opened();
    if (open.resumed) goOn(open);
    step(open, putInOrder(open.ordering, open.rule, gated(open, inputs)));
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
    else open.resumed = true;
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

  dwell: async (from, to) => (recalled === null ? opened().log.dwell(from, to) : (await recalled).dwell(from, to)),

  async tracks(from, to) {
    if (recalled !== null) return (await recalled).tracks(from, to);
    const { log, scene } = opened();
    return log.tracks(from, to, namingOf(scene.ledger.identities));
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
    recalled = recollect(project, settings);
    return tell(await (await recalled).read(session, tail, onProgress));
  },

  async at(time) {
    const session = await remembered();
    const scene = await session.at(time);
    return tell(scene, session.naming);
  },

  beside: async (time, step) => (await remembered()).beside(time, step),

  stretch: async (plates, from, to) => (await remembered()).stretch(plates, from, to),

  amend: async (inputs) => tell(await (await remembered()).amend(inputs)),
};

/** Of live cameras: fetched with the first of them. */
async function openGate(): Promise<CameraGate> {
  const { CameraGate } = await fetchPart(() => import('#core/pipeline/camera-gate.ts'));
  return new CameraGate();
}

/** Going through a session again is fetched when somebody does. */
async function recollect(project: Project, settings: SceneSettings): Promise<RecalledSession> {
  const [{ RecalledSession }, programs] = await Promise.all([
    fetchPart(() => import('#workers/scene/recalled-session.ts')),
    fetchTracker(settings.tracking.tracker),
  ]);
  return new RecalledSession(project, settings, programs);
}

function remembered(): Promise<RecalledSession> {
  assert(recalled, 'a session is recalled before a moment of it is asked for');
  return recalled;
}

/** @param naming - As `viewScene`. */
function tell(scene: Scene, naming?: Naming): SceneUpdate {
  const view = viewScene(scene, naming);
  const update = updateOf(sent, view);
  sent = rememberLists(sent, view);
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

/** Whoever looks at the cameras now knows nothing of what was wrong with them before. */
function goOn(open: Open): void {
  const back = takenBack(open.scene);
  open.resumed = false;
  open.kept?.writer.write(back);
  advance(open, back);
  for (const [camera, { condition }] of open.scene.cameras) open.gate?.knows(camera, condition);
}

/** Whoever's clock jumped is not waited for, and what they sent with it is left out. */
function gated(open: Open, inputs: readonly SceneInput[]): readonly SceneInput[] {
  if (open.gate === null) return inputs;
  const { inputs: through, aside } = open.gate.admit(inputs, open.scene.time);
  for (const source of aside) open.ordering = forgetSource(open.ordering, open.rule, source);
  return through;
}

function advance(open: Open, inputs: readonly SceneInput[]): void {
  for (const input of inputs) {
    open.scene = stepScene(open.scene, input);
    open.memory.take(input, open.scene);
    open.log.take(open.scene);
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
  const journal = await openRunningJournal();
  const writer = new JournalWriter(journal, session, {
    onFailure: (error) => {
      onFailure(error instanceof Error ? error : new Error('The journal failed', { cause: error }));
    },
  });
  return { journal, writer };
}

serve(api);
