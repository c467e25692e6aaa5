import { untrack } from 'svelte';

interface Question<T> {
  readonly ask: () => Promise<T>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What was asked last is answered last; meanwhile what was answered before is shown. */
export class LatestAnswer<T> {
  shown = $state.raw<T | null>(null);
  /** ms from one question to the next. */
  readonly #rest: number;
  #next: Question<T> | null = null;
  #busy = $state(false);

  constructor(rest: number) {
    this.#rest = rest;
  }

  /** Something is asked, or rests from it. */
  get busy(): boolean {
    return this.#busy;
  }

  /**
   * A question that was not asked yet when the next one comes is not asked any more. One that fails shows nothing new.
   *
   * @returns When it was answered, or is not asked any more. Rejects with what its question fails with.
   */
  ask(question: () => Promise<T>): Promise<void> {
    this.forget();
    return new Promise((resolve, reject) => {
      this.#next = { ask: question, resolve, reject };
      // Whoever asks in an effect does not ask again because of it.
      if (!untrack(() => this.#busy)) void this.#go();
    });
  }

  /** Takes back what was not asked yet. */
  forget(): void {
    this.#next?.resolve();
    this.#next = null;
  }

  async #go(): Promise<void> {
    this.#busy = true;
    while (this.#next !== null) {
      const { ask, resolve, reject } = this.#next;
      this.#next = null;
      await ask().then((answer) => {
        this.shown = answer;
        resolve();
      }, reject);
      await new Promise((resolve) => setTimeout(resolve, this.#rest));
    }
    this.#busy = false;
  }
}
