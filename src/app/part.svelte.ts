import { fetchPart } from '#app/fetch-part.ts';
import { type Problem, problemOf } from '#app/problem.ts';

/** A part of the page that is fetched when somebody goes there, or shortly before: what it is, or why it is not there. */
export class Part<Value> {
  value = $state.raw<Value | null>(null);
  problem = $state.raw<Problem | null>(null);
  readonly #load: () => Promise<Value>;
  #coming: Promise<void> | null = null;

  /** @param load - Holds the literal `import()`: the bundler looks for it. */
  constructor(load: () => Promise<Value>) {
    this.#load = load;
  }

  /** Fetches it, once; after a failure once more. */
  come(): Promise<void> {
    this.#coming ??= this.#fetch();
    return this.#coming;
  }

  async #fetch(): Promise<void> {
    this.problem = null;
    try {
      this.value = await fetchPart(this.#load);
    } catch (error) {
      this.problem = problemOf(error);
      this.#coming = null;
    }
  }
}
