/** Told how much of a work is done, in `[0, 1]`. */
export type OnProgress = (share: number) => void;

/** Bytes done of a work whose size is known beforehand, as a share that never falls. */
export class ByteProgress {
  readonly #total: number;
  readonly #tell: OnProgress;
  #before = 0;

  constructor(total: number, tell: OnProgress) {
    this.#total = total;
    this.#tell = tell;
  }

  /** @param bytes - Done of the part that is being worked on. */
  within(bytes: number): void {
    this.#tell(this.#total === 0 ? 1 : Math.min(1, (this.#before + bytes) / this.#total));
  }

  /** The part is done. @param bytes - Of the part. */
  passed(bytes: number): void {
    this.#before += bytes;
    this.within(0);
  }
}
