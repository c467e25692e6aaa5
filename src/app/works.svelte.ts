import { untrack } from 'svelte';
import { type Pace, paceAfter, remainingSeconds } from '#app/remaining.ts';
import { type Problem, isAbort, problemOf } from '#app/problem.ts';
import type { Words } from '#app/words.ts';

/** A long work, which the person can mostly stop. */
export interface Work {
  readonly label: Words;
  /** In `[0, 1]`; `null` while nobody knows. */
  readonly fraction: number | null;
  /** s; `null` while nobody knows. */
  readonly remaining: number | null;
  /** Whether a person can; what is still to be kept after they have stopped something goes to its end. */
  readonly stoppable: boolean;
}

/** What is going on and what went wrong. Whatever goes wrong below is told in words, and stopping is not a failure. */
export class Works {
  now = $state.raw<Work | null>(null);
  problems = $state.raw<readonly Problem[]>([]);
  #stopping = $state.raw<AbortController | null>(null);
  #pace: Pace = [];

  /** Of the work that a person began; `null` when none goes on. */
  get signal(): AbortSignal | null {
    return this.#stopping?.signal ?? null;
  }

  /** Works that a person begins, one at a time: what was going on before is stopped. */
  async attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.cancel();
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.problems = [];
    try {
      await this.tell(() => work(stopping.signal));
    } finally {
      if (this.#stopping === stopping) {
        this.#stopping = null;
        this.quiet();
      }
    }
  }

  /** What the page does on its own account: it stops nothing that a person has begun meanwhile. */
  async beside(work: () => Promise<void>): Promise<void> {
    await this.tell(work);
    if (this.#stopping === null) this.quiet();
  }

  /** Beside what is going on, and without a word of its own on how far it is. */
  async tell(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isAbort(error)) this.problems = [...this.problems, problemOf(error)];
    }
  }

  cancel(): void {
    untrack(() => this.#stopping)?.abort(new DOMException('stopped by the person', 'AbortError'));
  }

  dismiss(problem: Problem): void {
    this.problems = this.problems.filter((other) => other !== problem);
  }

  /** @param fraction - In `[0, 1]`; left out while nobody knows. */
  doing(label: Words, fraction?: number): void {
    const stoppable = untrack(() => this.#stopping)?.signal.aborted === false;
    this.#pace = fraction === undefined ? [] : paceAfter(this.#pace, fraction, performance.now() / 1000);
    this.now = { label, fraction: fraction ?? null, remaining: remainingSeconds(this.#pace), stoppable };
  }

  /** Nothing more to say about what is going on: it shows for itself. */
  quiet(): void {
    this.#pace = [];
    this.now = null;
  }
}
