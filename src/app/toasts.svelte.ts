import type { Words } from '#app/words.ts';

/** Something that was done, said for a moment; with a way back where there is one. */
export interface Toast {
  readonly words: Words;
  readonly undo: (() => void) | null;
}

/** How long a toast stays, ms. */
const STAYS = 8000;

export class Toasts {
  list = $state.raw<readonly Toast[]>([]);

  /** @param gone - Called when the toast has gone and undo was not asked for. */
  say(words: Words, undo: (() => void) | null = null, gone: () => void = () => undefined): void {
    const toast: Toast = {
      words,
      undo:
        undo === null
          ? null
          : () => {
              if (this.#remove(toast)) undo();
            },
    };
    this.list = [...this.list, toast];
    setTimeout(() => {
      if (this.#remove(toast)) gone();
    }, STAYS);
  }

  dismiss(toast: Toast): void {
    this.#remove(toast);
  }

  #remove(toast: Toast): boolean {
    const there = this.list.includes(toast);
    this.list = this.list.filter((other) => other !== toast);
    return there;
  }
}
