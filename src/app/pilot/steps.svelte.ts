/** What somebody works on, and the way back: of a calibration, a camera that is read from a file, sheets on a floor. */
export class Steps<State extends object> {
  #past = $state.raw<readonly State[]>([]);
  #future = $state.raw<readonly State[]>([]);
  #now = $state.raw<State>()!;
  /** Changes with the same reason, one right after the other, are undone at once: a drag is one change. */
  #reason: string | null = null;

  constructor(first: State) {
    this.#now = first;
  }

  get now(): State {
    return this.#now;
  }

  /** @param reason - Names one movement of the hand; `null` for a change by itself. */
  change(part: Partial<State>, reason: string | null = null): void {
    if (reason === null || reason !== this.#reason) this.#past = [...this.#past, this.#now];
    this.#reason = reason;
    this.#future = [];
    this.#now = { ...this.#now, ...part };
  }

  get undoable(): boolean {
    return this.#past.length > 0;
  }

  get redoable(): boolean {
    return this.#future.length > 0;
  }

  /** Nothing happens when there is nothing to take back. */
  undo(): void {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#future = [...this.#future, this.#now];
    this.#past = this.#past.slice(0, -1);
    this.#show(before);
  }

  redo(): void {
    const after = this.#future.at(-1);
    if (after === undefined) return;
    this.#past = [...this.#past, this.#now];
    this.#future = this.#future.slice(0, -1);
    this.#show(after);
  }

  #show(state: State): void {
    this.#now = state;
    this.#reason = null;
  }
}
