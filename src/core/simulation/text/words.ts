/** Lines of a scenario as words. `#` begins a comment; what stands in double quotes is one word. */
import { type Place, malformed } from '#core/simulation/text/fault.ts';

export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** @param text - May begin with the byte order mark that some editors write. @returns Lines that say something. */
export function readLines(text: string, file: string): readonly Words[] {
  return text
    .replace(/^\uFEFF/u, '')
    .split('\n')
    .flatMap((line, i) => {
      const words = split(line.replace(/\r$/u, ''), { file, line: i + 1 });
      return words.length === 0 ? [] : [new Words(words, /^\s/u.test(line), { file, line: i + 1 })];
    });
}

function split(line: string, place: Place): readonly Word[] {
  const words: Word[] = [];
  for (const [found] of line.matchAll(/"[^"]*"?|#.*|[^\s"#]+/gu)) {
    if (found.startsWith('#')) break;
    if (!found.startsWith('"')) words.push({ text: found, quoted: false });
    else if (found.length > 1 && found.endsWith('"')) words.push({ text: found.slice(1, -1), quoted: true });
    else throw malformed(place, `${found} has no closing quotation mark; write it on the same line`);
  }
  return words;
}

/** One line, read word by word. What it misses it says by file and line. */
export class Words {
  readonly #words: readonly Word[];
  #next = 0;
  /** Belongs to the line before it that begins at the margin. */
  readonly indented: boolean;
  readonly place: Place;

  constructor(words: readonly Word[], indented: boolean, place: Place) {
    this.#words = words;
    this.indented = indented;
    this.place = place;
  }

  get done(): boolean {
    return this.#next === this.#words.length;
  }

  /** The next word without taking it; `null` at the end. */
  get ahead(): Word | null {
    return this.#words[this.#next] ?? null;
  }

  /** The word after the next; `null` when there is none. */
  get second(): Word | null {
    return this.#words[this.#next + 1] ?? null;
  }

  /** @param what - What should stand here, for the message. */
  word(what: string): string {
    const word = this.ahead;
    if (word === null) throw malformed(this.place, `the line ends where ${what} should follow`);
    this.#next++;
    return word.text;
  }

  /** A word that files and folders are called by. */
  id(what: string): string {
    const text = this.word(what);
    if (/^[\w-]{1,60}$/u.test(text)) return text;
    throw malformed(
      this.place,
      `“${text}” cannot be ${what}, which files are called by; write letters from a to z, digits, “-” and “_”, 60 at most`,
    );
  }

  /** Takes the next word when it is this one. */
  takes(word: string): boolean {
    const is = this.ahead?.text === word && !this.ahead.quoted;
    if (is) this.#next++;
    return is;
  }

  expect(word: string): void {
    if (this.takes(word)) return;
    throw malformed(
      this.place,
      `expected “${word}”${this.ahead === null ? ' at the end' : `, not “${this.ahead.text}”`}`,
    );
  }

  number(what: string, { min = -Infinity, max = Infinity }: { min?: number; max?: number } = {}): number {
    const text = this.word(what);
    const value = text.trim() === '' ? NaN : Number(text);
    if (!Number.isFinite(value)) throw malformed(this.place, `“${text}” should be a number: ${what}`);
    if (value < min) throw malformed(this.place, `${what} is ${text}; write ${min} or more`);
    if (value > max) throw malformed(this.place, `${what} is ${text}; write ${max} or less`);
    return value;
  }

  get numberAhead(): boolean {
    return this.ahead !== null && !this.ahead.quoted && Number.isFinite(Number(this.ahead.text));
  }

  oneOf<T extends string>(what: string, words: readonly T[]): T {
    const text = this.word(what);
    const known = words.find((word) => word === text);
    if (known === undefined) throw malformed(this.place, `“${text}” is no ${what}; there are ${words.join(', ')}`);
    return known;
  }

  end(): void {
    if (this.ahead !== null) throw malformed(this.place, `“${this.ahead.text}” is one word too many; take it out`);
  }
}
