import type { ModelKind } from '#storage/model-offers.ts';

const KEY = 'openaisle-models';

type Chosen = Readonly<Partial<Record<ModelKind, string>>>;

/** Which detector and which embedder a person wants used, by hash; remembered on this device. */
export class ModelChoice {
  #chosen = $state.raw<Chosen>(readChosen());

  /** @returns `null` when nothing was chosen. */
  of(kind: ModelKind): string | null {
    return this.#chosen[kind] ?? null;
  }

  choose(kind: ModelKind, sha256: string): void {
    this.#chosen = { ...this.#chosen, [kind]: sha256 };
    localStorage.setItem(KEY, JSON.stringify(this.#chosen));
  }
}

/** What somebody else wrote there chooses nothing. */
function readChosen(): Chosen {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as unknown;
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    return {};
  }
}
