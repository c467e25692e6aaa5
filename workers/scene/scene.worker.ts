import { assert } from '#core/errors/assert.ts';
import { inputOrder } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { viewScene } from '#core/pipeline/view.ts';
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
  ordering: Ordering<SceneInput>;
  scene: Scene;
  /** Why the journal could not be written, until somebody was told. */
  failure: Error | null;
}

let current: Open | null = null;

const api: SceneApi = {
  async open({ session, project, settings, sources, patience }) {
    await close();
    const opened: Open = {
      rule: inputOrder(patience),
      kept: session === null ? null : await keep(session, (error) => (opened.failure = error)),
      ordering: createOrdering(sources),
      scene: createScene(project, settings),
      failure: null,
    };
    current = opened;
  },

  async push(inputs) {
    const open = opened();
    step(open, putInOrder(open.ordering, open.rule, inputs));
    return viewScene(open.scene);
  },

  async ended(sources) {
    const open = opened();
    for (const source of sources) step(open, endSource(open.ordering, open.rule, source));
    return viewScene(open.scene);
  },

  async recall(inputs) {
    const open = opened();
    assert(open.kept === null, 'what a journal holds is not journalled again');
    for (const input of inputs) open.scene = stepScene(open.scene, input);
  },

  view: async () => viewScene(opened().scene),

  stored: async () => opened().kept?.writer.flush(),

  async end() {
    const open = opened();
    step(open, endOrdering(open.ordering));
    const { time } = open.scene;
    step(open, { ordering: open.ordering, ready: [{ kind: 'action', time, action: 'end-session' }] });
    await close();
    return viewScene(open.scene);
  },
};

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
  open.kept?.writer.write(ready);
  for (const input of ready) open.scene = stepScene(open.scene, input);
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
