/** What something was from when to when, as it is noted again and again. It grows with changes, not with time. */

interface Span {
  readonly key: string;
  readonly value: number;
  /** µs */
  readonly from: number;
  readonly to: number;
}

/** Whoever was not noted for longer was somewhere else in between, µs. */
const GAP = 2_000_000;

export class SpanLog {
  readonly #keys: string[] = [];
  readonly #indices = new Map<string, number>();
  /** By key: its newest span. */
  readonly #newest: number[] = [];
  #key = new Uint32Array(256);
  #value = new Int32Array(256);
  #from = new Float64Array(256);
  #to = new Float64Array(256);
  #count = 0;

  /** What was before lasts until now, unless that is too long ago. @param time - µs; not earlier than before. */
  note(key: string, value: number, time: number): void {
    const index = this.#indexOf(key);
    const newest = this.#newest[index]!;
    if (newest >= 0 && time - this.#to[newest]! <= GAP) {
      this.#to[newest] = time;
      if (this.#value[newest] === value) return;
    }
    if (this.#count === this.#key.length) this.#grow();
    const at = this.#count++;
    this.#newest[index] = at;
    this.#key[at] = index;
    this.#value[at] = value;
    this.#from[at] = this.#to[at] = time;
  }

  /** Cut to a stretch of time, in the order they were noted. @param from - µs; `to` alike. */
  *within(from: number, to: number): Generator<Span, void> {
    for (let i = 0; i < this.#count; i++) {
      if (this.#from[i]! > to || this.#to[i]! < from) continue;
      const span = { from: Math.max(from, this.#from[i]!), to: Math.min(to, this.#to[i]!) };
      yield { key: this.#keys[this.#key[i]!]!, value: this.#value[i]!, ...span };
    }
  }

  #indexOf(key: string): number {
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    this.#indices.set(key, this.#keys.length);
    this.#newest.push(-1);
    return this.#keys.push(key) - 1;
  }

  #grow(): void {
    const larger = <T extends Uint32Array | Int32Array | Float64Array>(old: T, grown: T): T => {
      grown.set(old);
      return grown;
    };
    const size = 2 * this.#count;
    this.#key = larger(this.#key, new Uint32Array(size));
    this.#value = larger(this.#value, new Int32Array(size));
    this.#from = larger(this.#from, new Float64Array(size));
    this.#to = larger(this.#to, new Float64Array(size));
  }
}
