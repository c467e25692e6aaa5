/** The time of a live session: it stands still until the cameras are listened to, so that loading is no part of it. */
export class RunClock {
  readonly #before: number;
  #began: number | null = null;

  /** @param before - How long the session has run already, ms. */
  constructor(before = 0) {
    this.#before = before;
  }

  begin(): void {
    this.#began ??= performance.now();
  }

  /** @returns ms since the session began. */
  readonly now = (): number => this.#before + (this.#began === null ? 0 : performance.now() - this.#began);
}
