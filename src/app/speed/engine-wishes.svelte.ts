import type { Contender } from '#core/speed/contender.ts';
import { keepChoice, readChoice } from '#storage/choices.ts';

const KEY = 'openaisle-engines';

/** What is to run a model. */
export interface EngineWish extends Pick<Contender, 'runtime' | 'backend' | 'batch'> {
  /** At most so many, where others need the device as well; as many as help unless given. */
  readonly threads?: number;
}

interface Kept {
  /** For every model that has none of its own. */
  readonly all: EngineWish | null;
  /** By SHA-256. */
  readonly models: Readonly<Record<string, EngineWish>>;
}

/**
 * What runs a model because somebody said so, whatever was measured; remembered on this device. With `all`, which the
 * command line sets, nothing is measured before a run: the same engine gives the same numbers every time.
 */
export class EngineWishes {
  #kept = $state.raw<Kept>(readKept());

  /** @returns `null` where the fastest runs it. */
  of(sha256: string): EngineWish | null {
    return this.#kept.models[sha256] ?? this.#kept.all;
  }

  /** @param wish - `null`: whatever is fastest. */
  choose(sha256: string, wish: EngineWish | null): void {
    const models = Object.fromEntries(Object.entries(this.#kept.models).filter(([key]) => key !== sha256));
    this.#keep({ ...this.#kept, models: wish === null ? models : { ...models, [sha256]: wish } });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    keepChoice(KEY, kept);
  }
}

/** What another release or another hand left there is not trusted: what names no engine is left out. */
function readKept(): Kept {
  const { all, models } = (readChoice(KEY) ?? {}) as { all?: unknown; models?: unknown };
  const entries = typeof models === 'object' && models !== null ? Object.entries(models) : [];
  return {
    all: readWish(all),
    models: Object.fromEntries(
      entries.flatMap(([sha256, given]) => {
        const wish = readWish(given);
        return wish === null ? [] : [[sha256, wish]];
      }),
    ),
  };
}

function readWish(given: unknown): EngineWish | null {
  const { runtime, backend, batch, threads } = (given ?? {}) as Readonly<Record<string, unknown>>;
  if (runtime !== 'tfjs' && runtime !== 'ort') return null;
  if (backend !== 'wasm' && backend !== 'webgpu') return null;
  return { runtime, backend, batch: isCount(batch) ? batch : 1, ...(isCount(threads) && { threads }) };
}

const isCount = (given: unknown): given is number => typeof given === 'number' && Number.isInteger(given) && given > 0;
