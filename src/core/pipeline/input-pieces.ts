import type { SceneInput } from '#core/pipeline/scene-input.ts';

/** Reads inputs again where they are kept. */
export type ReadAgain = () => Promise<readonly SceneInput[]>;

/** Inputs that came one after another. */
interface Piece {
  /** How many inputs came before it. */
  readonly first: number;
  readonly count: number;
  /** The scene's time before and after it, µs: an input may be older than the scene it comes to. */
  readonly from: number;
  readonly to: number;
  readonly read: ReadAgain;
}

/** How many pieces are at hand: those that were wanted last. */
const AT_HAND = 64;

/**
 * The inputs of a session that is over, in pieces that are read again when they are wanted: an hour of a shop with
 * three hundred scales is 2 GB of them.
 */
export class InputPieces {
  readonly #pieces: Piece[] = [];
  readonly #atHand = new Map<Piece, Promise<readonly SceneInput[]>>();
  readonly #kinds = new Set<SceneInput['kind']>();
  #count = 0;

  /** Of all inputs. */
  get count(): number {
    return this.#count;
  }

  /** Which kinds there are. */
  get kinds(): ReadonlySet<SceneInput['kind']> {
    return this.#kinds;
  }

  /** @param from - The scene's time before `inputs`, and `to` after them, µs. */
  add(inputs: readonly SceneInput[], from: number, to: number, read: ReadAgain): void {
    if (inputs.length === 0) return;
    for (const { kind } of inputs) this.#kinds.add(kind);
    this.#pieces.push({ first: this.#count, count: inputs.length, from, to, read });
    this.#count += inputs.length;
  }

  /** How many inputs the scene had taken in at `time`, µs. */
  async countUntil(time: number): Promise<number> {
    const piece = this.#pieces[upperBound(this.#pieces, ({ to }) => to <= time)];
    if (piece === undefined) return this.#count;
    let now = piece.from;
    const later = (await this.#read(piece)).findIndex((input) => (now = Math.max(now, input.time)) > time);
    return piece.first + later;
  }

  /** The inputs from one number to another, `to` not included, in pieces of any size. */
  async *between(from: number, to: number): AsyncGenerator<readonly SceneInput[], void> {
    for (let at = this.#at(from); at < this.#pieces.length && this.#pieces[at]!.first < to; at++) {
      const piece = this.#pieces[at]!;
      const inputs = await this.#read(piece);
      yield inputs.slice(Math.max(0, from - piece.first), to - piece.first);
    }
  }

  /** The inputs before a number, newest first, in pieces of any size. */
  async *before(from: number): AsyncGenerator<readonly SceneInput[], void> {
    for (let at = this.#at(from - 1); at >= 0; at--) {
      const piece = this.#pieces[at]!;
      yield (await this.#read(piece)).slice(0, from - piece.first).reverse();
    }
  }

  /** Index of the piece that holds the input with a number. */
  #at(number: number): number {
    return upperBound(this.#pieces, ({ first }) => first <= number) - 1;
  }

  #read(piece: Piece): Promise<readonly SceneInput[]> {
    const reading = this.#atHand.get(piece) ?? piece.read();
    // To the end of the line, where the newest stand.
    this.#atHand.delete(piece);
    this.#atHand.set(piece, reading);
    reading.catch(() => this.#atHand.delete(piece));
    for (const oldest of this.#atHand.keys()) {
      if (this.#atHand.size <= AT_HAND) break;
      this.#atHand.delete(oldest);
    }
    return reading;
  }
}

/** How many items from the front `belongs` holds for; it holds for none after the first it does not hold for. */
export function upperBound<T>(items: readonly T[], belongs: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (belongs(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
