import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** What a newcomer is told in the demo, in this order; one at a time, and each only once. */
export const HINTS = ['pause', 'proof', 'yours'] as const;
export type Hint = (typeof HINTS)[number];

/** Leads a newcomer through the demo. */
export class Guide {
  readonly #session: Pick<PilotSession, 'phase' | 'outcome' | 'evidence' | 'playback'>;
  #past = $state.raw<ReadonlySet<Hint>>(new Set());

  constructor(session: Pick<PilotSession, 'phase' | 'outcome' | 'evidence' | 'playback'>) {
    this.#session = session;
  }

  /** What is said now; `null` when there is nothing to say. */
  readonly hint = $derived.by<Hint | null>(() => {
    const { phase, outcome } = this.#session;
    const over = phase === 'finished' || phase === 'interrupted';
    const taken = outcome?.interactions.length ?? 0;
    // Who has come to the end without doing it is not told how to begin.
    if (phase === 'running' && taken === 0) return this.#unless('pause');
    if (taken > 0 && !this.#past.has('proof') && (!over || this.#session.evidence === null)) return 'proof';
    return over ? this.#unless('yours') : null;
  });

  /** It was read, or done. */
  done(hint: Hint): void {
    this.#past = new Set([...this.#past, hint]);
  }

  #unless(hint: Hint): Hint | null {
    return this.#past.has(hint) ? null : hint;
  }
}
