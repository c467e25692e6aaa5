/** How often a person is told, at most, ms: a screen shows no more than every second of its pictures anew. */
const INTERVAL = 33;

/**
 * Passes on the newest value, at most once in {@link INTERVAL}. A recording of readings alone comes to hundreds of
 * scenes in that time, and drawing each of them takes longer than coming to it.
 */
export class Paced<Value> implements Disposable {
  readonly #tell: (value: Value) => void;
  #waiting: { readonly value: Value } | null = null;
  #told = -Infinity;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #over = false;

  constructor(tell: (value: Value) => void) {
    this.#tell = tell;
  }

  /** At once when the last one was long enough ago; else as soon as it is, unless a newer one has come by then. */
  tell(value: Value): void {
    if (this.#over) return;
    this.#waiting = { value };
    const wait = this.#told + INTERVAL - performance.now();
    if (wait <= 0) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), wait);
  }

  /** Passes it on at once, in place of what waits. */
  tellAtOnce(value: Value): void {
    if (this.#over) return;
    this.#waiting = { value };
    this.flush();
  }

  /** Passes on at once what still waits. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting === null) return;
    const { value } = this.#waiting;
    this.#waiting = null;
    this.#told = performance.now();
    this.#tell(value);
  }

  /** Passes on what still waits, and nothing that comes later. */
  [Symbol.dispose](): void {
    this.flush();
    this.#over = true;
  }
}
