import type { Parameter } from '#core/math/parameter.ts';
import { type TrackerSettings, publishedSettings } from '#core/tracking/tracker-settings.ts';
import { type TrackerName, defaultTracker, trackerCardOf, trackerNames } from '#core/tracking/tracker-cards.ts';
import { keepChoice, readChoice } from '#storage/choices.ts';

const KEY = 'openaisle-tracking';

/** By tracker and parameter: what a person turned. Everything else stays as it is published, whatever that will be. */
type Turned = Readonly<Partial<Record<TrackerName, Readonly<Record<string, number>>>>>;

/** Which tracker the next run follows people with, and how it is tuned; remembered on this device. */
export class TrackingChoice {
  #tracker = $state<TrackerName>(defaultTracker);
  #turned = $state.raw<Turned>({});

  constructor() {
    const kept = readKept();
    this.#tracker = kept.tracker;
    this.#turned = kept.turned;
  }

  get settings(): TrackerSettings {
    const { tracker, parameters } = publishedSettings(this.#tracker);
    return { tracker, parameters: { ...parameters, ...this.#turned[tracker] } };
  }

  get table(): Readonly<Record<string, Parameter>> {
    return trackerCardOf(this.#tracker).parameters;
  }

  /** Whether anything of the chosen tracker is not as it is published. */
  get changed(): boolean {
    return Object.keys(this.#turned[this.#tracker] ?? {}).length > 0;
  }

  choose(tracker: TrackerName): void {
    this.#keep(tracker, this.#turned);
  }

  /** @param value - Within the range of its table. */
  turn(name: string, value: number): void {
    const all = { ...this.#turned[this.#tracker], [name]: value };
    const own = Object.fromEntries(Object.entries(all).filter(([key, each]) => each !== this.table[key]?.default));
    this.#keep(this.#tracker, { ...this.#turned, [this.#tracker]: own });
  }

  /** The chosen tracker as it is published. */
  reset(): void {
    this.#keep(this.#tracker, { ...this.#turned, [this.#tracker]: {} });
  }

  #keep(tracker: TrackerName, turned: Turned): void {
    this.#tracker = tracker;
    this.#turned = turned;
    keepChoice(KEY, { tracker, turned });
  }
}

/** What another release or another hand left there is not trusted: what is no tracker or out of range is left out. */
function readKept(): { readonly tracker: TrackerName; readonly turned: Turned } {
  const { tracker, turned } = (readChoice(KEY) ?? {}) as { tracker?: unknown; turned?: unknown };
  return {
    tracker: trackerNames.find((name) => name === tracker) ?? defaultTracker,
    turned: Object.fromEntries(trackerNames.map((name) => [name, usable(name, turned)])),
  };
}

function usable(name: TrackerName, turned: unknown): Readonly<Record<string, number>> {
  const own = ((turned ?? {}) as Partial<Record<string, unknown>>)[name];
  const given = (typeof own === 'object' && own !== null ? own : {}) as Partial<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(trackerCardOf(name).parameters).flatMap(([key, { min, max }]) => {
      const value = given[key];
      return typeof value === 'number' && value >= min && value <= max ? [[key, value]] : [];
    }),
  );
}
