import { keepChoice, readChoice } from '#storage/choices.ts';

const KEY = 'openaisle-models';

/** Which detector a person wants used; remembered on this device. */
export class ModelChoice {
  #detector = $state.raw<string | null>(readChosen());

  /** SHA-256; `null` when none was chosen. */
  get detector(): string | null {
    return this.#detector;
  }

  choose(detector: string): void {
    this.#detector = detector;
    keepChoice(KEY, { detector });
  }
}

/** What somebody else wrote there chooses nothing. */
function readChosen(): string | null {
  const { detector } = (readChoice(KEY) ?? {}) as { detector?: unknown };
  return typeof detector === 'string' ? detector : null;
}
