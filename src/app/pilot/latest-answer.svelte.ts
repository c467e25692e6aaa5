/** What was asked last is answered last; meanwhile what was answered before is shown. */
export class LatestAnswer<T> {
  shown = $state.raw<T | null>(null);
  /** ms from one question to the next. */
  readonly #rest: number;
  #next: (() => Promise<T>) | null = null;
  #busy = false;

  constructor(rest: number) {
    this.#rest = rest;
  }

  /** A question that was not asked yet when the next one comes is not asked any more. One that fails shows nothing new. */
  ask(question: () => Promise<T>): void {
    this.#next = question;
    if (!this.#busy) void this.#go();
  }

  async #go(): Promise<void> {
    this.#busy = true;
    while (this.#next !== null) {
      const question = this.#next;
      this.#next = null;
      const answer = await question().catch(() => null);
      if (answer !== null) this.shown = answer;
      await new Promise((resolve) => setTimeout(resolve, this.#rest));
    }
    this.#busy = false;
  }
}
