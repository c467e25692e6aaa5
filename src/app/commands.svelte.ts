import { untrack } from 'svelte';
import type { Words } from '#app/words.ts';

/** Something a person can do here: in the palette, by its key, and as a button. Each place brings its own. */
export interface Command {
  readonly id: string;
  readonly label: Words;
  /** What it belongs to, as a heading of the palette and of the list of keys. */
  readonly group: Words;
  /** As tinykeys writes them: `Space`, `$mod+K`, `Shift+ArrowLeft`; `null` when it has none. */
  readonly keys: string | null;
  /** Whether it can be done now; always, when left out. */
  readonly enabled?: () => boolean;
  /** Why it is not done now although it is offered, in a sentence; `null` when it is. */
  readonly why?: () => string | null;
  readonly run: () => void;
}

/** What can be done in the place that is shown. */
export class Commands {
  #lists = $state.raw<readonly (readonly Command[])[]>([]);

  /** Those of the place first, those of the whole page last. */
  get all(): readonly Command[] {
    return this.#lists.toReversed().flat();
  }

  /** @returns Takes them away again; a component gives it back from its `$effect`. */
  offer(commands: readonly Command[]): () => void {
    // An effect that offers depends on what it offers, not on what others do.
    this.#lists = [...untrack(() => this.#lists), commands];
    return () => (this.#lists = untrack(() => this.#lists).filter((list) => list !== commands));
  }
}
