import type { SceneView } from '#core/pipeline/scene-view.ts';

/** What a newcomer is told in the demo, in this order; one at a time, and each only once. */
export const HINTS = ['pause', 'proof', 'yours'] as const;
export type Hint = (typeof HINTS)[number];

/** Of a session, which is a `PilotSession`. */
interface Watched {
  readonly phase: 'ready' | 'running' | 'finished' | 'interrupted';
  readonly outcome: Pick<SceneView, 'interactions'> | null;
}

/** Leads a newcomer through the demo. */
export class Guide {
  readonly #session: Watched;
  #past = $state.raw<ReadonlySet<Hint>>(new Set());

  constructor(session: Watched) {
    this.#session = session;
  }

  /** What this moment of the demo is good for; `null` before it runs, and when it was stopped. */
  readonly #due = $derived.by<Hint | null>(() => {
    const { phase, outcome } = this.#session;
    if (phase === 'finished') return 'yours';
    if (phase !== 'running') return null;
    return (outcome?.interactions.length ?? 0) > 0 ? 'proof' : 'pause';
  });

  /** What is said now; `null` when there is nothing to say. */
  readonly hint = $derived(this.#due !== null && !this.#past.has(this.#due) ? this.#due : null);

  /** It was read, or done. */
  done(hint: Hint): void {
    if (!this.#past.has(hint)) this.#past = new Set([...this.#past, hint]);
  }
}
