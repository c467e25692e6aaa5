/**
 * Keeps a source whose clock jumped away from what is put in order: a single stamp hours ahead would make everybody else late for
 * hours. The time of most sources counts; of two that contradict each other, that of the one that goes on as before.
 *
 * What a source sends is held while it is not clear who jumped, and left out once it is. It is taken back as soon as its stamps
 * are with the others' again.
 */

/** µs; sources whose newest stamps are no further apart agree on time. */
const TOGETHER = 2e6;
/** A source is heard of while it has sent something among this many arrivals for each source. */
const HEARD = 6;
/** It has jumped when others have sent so often meanwhile, for each of them. */
const CONTRADICTED = 2;

export type StampState = 'well' | 'ahead' | 'behind';

export interface StampChange {
  readonly source: string;
  readonly state: StampState;
}

interface Source<T> {
  stamp: number;
  /** Arrivals of all when it sent last. */
  heard: number;
  state: StampState;
  /** Sent since it does not agree, and how often others have sent meanwhile. */
  held: T[];
  contradicted: number;
}

export class StampGate<T> {
  readonly #sources = new Map<string, Source<T>>();
  readonly #time: (item: T) => number;
  #arrivals = 0;
  /** The time that most agree on, µs. */
  #now = -Infinity;

  constructor(time: (item: T) => number) {
    this.#time = time;
  }

  /**
   * @param item - As it arrives.
   * @returns What may go on, and of which source it turned out now that its clock jumped, or is right again.
   */
  admit(source: string, item: T): { readonly items: readonly T[]; readonly changes: readonly StampChange[] } {
    const own = this.#sources.get(source) ?? { stamp: 0, heard: 0, state: 'well', held: [], contradicted: 0 };
    this.#sources.set(source, own);
    own.stamp = this.#time(item);
    own.heard = ++this.#arrivals;
    own.held.push(item);
    this.#now = this.#agreed();

    const [items, changes]: [T[], StampChange[]] = [[], []];
    for (const [name, each] of this.#sources) {
      const off = each.stamp - this.#now;
      if (Math.abs(off) <= TOGETHER) {
        items.push(...each.held);
        each.contradicted = 0;
        each.held = [];
        if (each.state !== 'well') changes.push({ source: name, state: 'well' });
        each.state = 'well';
      } else if (each.held.length > 0) {
        if (each !== own) each.contradicted++;
        const state = off > 0 ? 'ahead' : 'behind';
        if (each.state === 'well' && each.contradicted < CONTRADICTED * (this.#sources.size - 1)) continue;
        each.held = [];
        if (each.state !== state) changes.push({ source: name, state });
        each.state = state;
      }
    }
    return { items, changes };
  }

  /** The newest stamp of the largest group of sources that agree; of groups as large, of the one that goes on as before. */
  #agreed(): number {
    const oldest = this.#arrivals - HEARD * this.#sources.size;
    const stamps = [...this.#sources.values()].filter(({ heard }) => heard > oldest).map(({ stamp }) => stamp);
    const groups = stamps.map((newest) => ({
      newest,
      size: stamps.filter((stamp) => stamp <= newest && newest - stamp <= TOGETHER).length,
    }));
    const from = (time: number) => (this.#now === -Infinity ? time : Math.abs(time - this.#now));
    return groups.reduce((a, b) => (b.size > a.size || (b.size === a.size && from(b.newest) < from(a.newest)) ? b : a))
      .newest;
  }
}
