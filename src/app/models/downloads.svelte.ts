import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { ModelOffer } from '#storage/model-offers.ts';
import type { Desk } from '#app/desk.ts';
import { fetchPart } from '#app/fetch-part.ts';
import { packFiles } from '#app/models/pack-files.ts';
import { takeIn } from '#app/models/take-in.ts';
import { type Problem, isAbort, problemOf } from '#app/problem.ts';
import { type Pace, paceAfter, remainingSeconds } from '#app/remaining.ts';
import { m } from '#messages/compiled/messages.js';

export interface Download {
  /** Of all files, that are here. */
  readonly bytes: number;
  /** s; `null` while nobody knows. */
  readonly remaining: number | null;
}

/** What is being fetched for the shelf of models, and what could not be. A run beside it goes on. */
export class Downloads {
  /** By the `id` of the offer. */
  going = $state.raw<ReadonlyMap<string, Download>>(new Map());
  failed = $state.raw<ReadonlyMap<string, Problem>>(new Map());
  readonly #desk: Desk;
  readonly #stops = new Map<string, AbortController>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  cancel({ id }: ModelOffer): void {
    this.#stops.get(id)?.abort(new DOMException('stopped by the person', 'AbortError'));
  }

  dismiss({ id }: ModelOffer): void {
    this.failed = without(this.failed, id);
  }

  /** Fetches a model and takes it in. Ends when it is there, or nothing of it. */
  async start(offer: ModelOffer): Promise<void> {
    const { id, name } = offer;
    if (this.#stops.has(id) || this.#desk.readOnly) return;
    const stop = new AbortController();
    const offline = (): void => stop.abort(networkGone(offer));
    this.#stops.set(id, stop);
    addEventListener('offline', offline);
    this.dismiss(offer);
    try {
      const { downloadModel } = await fetchPart(() => import('#storage/model-download.ts'));
      const { files, pins } = await downloadModel(offer, {
        pinOf: (url) => this.#desk.rooms.models.pinOf(url),
        onBytes: this.#teller(offer),
        signal: stop.signal,
      });
      const bytes = await packFiles(this.#desk, files, id);
      await takeIn(this.#desk, { name, kind: offer.kind, entry: id }, bytes, stop.signal, pins);
    } catch (error) {
      if (isAbort(error)) return;
      this.failed = new Map(this.failed).set(id, problemOf(error));
      this.#desk.toasts.say(() => m.models_failed({ name }));
    } finally {
      removeEventListener('offline', offline);
      this.#stops.delete(id);
      this.going = without(this.going, id);
    }
  }

  /** A page that draws every piece that comes does nothing else. */
  #teller({ id, bytes: total }: ModelOffer): (bytes: number) => void {
    let pace: Pace = [];
    let told = -Infinity;
    const tell = (bytes: number): void => {
      const now = performance.now();
      if (now - told < 100 && bytes < total) return;
      told = now;
      pace = paceAfter(pace, bytes / total, now / 1000);
      this.going = new Map(this.going).set(id, { bytes, remaining: remainingSeconds(pace) });
    };
    tell(0);
    return tell;
  }
}

function networkGone({ name }: ModelOffer): WorkbenchError {
  return new WorkbenchError(
    'model/unreachable',
    `The network went away while ${name} was fetched. Nothing of it was kept. Download it again when the network is back.`,
    { details: { file: name } },
  );
}

function without<T>(map: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  return new Map([...map].filter(([key]) => key !== id));
}
