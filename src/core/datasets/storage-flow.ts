/**
 * Lists and maps in brackets, as in YAML's flow style and in JSON.
 *
 * Source: YAML 1.2.2, chapter 7; RFC 8259.
 */
import type { WorkbenchError } from '#core/errors/workbench-error.ts';
import { DEEPEST, type StorageNode, scalarOf, wrongCameraFile } from '#core/datasets/storage-node.ts';

interface FlowValue {
  readonly node: StorageNode;
  /** Behind its last sign. */
  readonly end: number;
}

const BLANK = /(?:\s|(?<=\s)#[^\n]*)*/uy;
const QUOTED = /"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'/suy;
const PLAIN = /[^,[\]{}:#\n"']+(?::(?!\s)[^,[\]{}:#\n"']*)*/uy;

export class FlowReader {
  readonly #text: string;
  readonly #file: string;
  #at = 0;
  /** How far lines are counted, and how many there are until there. */
  #counted = { at: 0, line: 1 };

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  /** @param from - Where a bracket or a quote stands. @param depth - How many things are around it. */
  read(from: number, depth: number): FlowValue {
    this.#at = from;
    const node = this.#value(depth);
    return { node, end: this.#at };
  }

  #value(depth: number): StorageNode {
    const line = this.#line();
    if (depth > DEEPEST) throw this.#wrong(line, `it is nested more than ${DEEPEST} deep`);
    const sign = this.#text[this.#at];
    if (sign === '[') return { line, value: this.#list(line, depth) };
    if (sign === '{') return { line, value: this.#map(line, depth) };
    const quoted = this.#quoted();
    if (quoted !== null) return { line, value: quoted };
    const plain = this.#take(PLAIN)?.[0].trim();
    if (plain === undefined || plain === '') {
      throw this.#wrong(line, sign === undefined ? 'it ends too soon' : `“${sign}” stands where a value should`);
    }
    return { line, value: scalarOf(plain) };
  }

  #list(line: number, depth: number): StorageNode[] {
    const items: StorageNode[] = [];
    this.#at++;
    for (;;) {
      if (this.#skip() === ']') break;
      items.push(this.#value(depth + 1));
      if (!this.#separated(']', line)) break;
    }
    this.#at++;
    return items;
  }

  #map(line: number, depth: number): Map<string, StorageNode> {
    const entries = new Map<string, StorageNode>();
    this.#at++;
    for (;;) {
      if (this.#skip() === '}') break;
      const at = this.#line();
      const key = this.#quoted() ?? this.#take(PLAIN)?.[0].trim();
      if (key === undefined || this.#skip() !== ':') throw this.#wrong(at, 'there is no “name: value” in the braces');
      if (entries.has(key)) throw this.#wrong(at, `“${key}” stands there a second time`);
      this.#at++;
      this.#skip();
      entries.set(key, this.#value(depth + 1));
      if (!this.#separated('}', line)) break;
    }
    this.#at++;
    return entries;
  }

  /** @returns Whether a comma was there, behind which more may come; otherwise it stands at the closing bracket. */
  #separated(close: string, opened: number): boolean {
    const sign = this.#skip();
    if (sign === close) return false;
    if (sign !== ',') {
      const why =
        sign === undefined
          ? `the bracket of line ${opened} is not closed`
          : `“${sign}” stands where a comma or ${close} should`;
      throw this.#wrong(this.#line(), why);
    }
    this.#at++;
    return true;
  }

  #quoted(): string | null {
    const found = this.#take(QUOTED);
    if (found === null) return null;
    const [, double, single] = found;
    return double === undefined ? single!.replaceAll("''", "'") : unescape(double);
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at += found[0].length;
    return found;
  }

  /** To the next sign that is no blank. */
  #skip(): string | undefined {
    this.#take(BLANK);
    return this.#text[this.#at];
  }

  #line(): number {
    if (this.#at < this.#counted.at) this.#counted = { at: 0, line: 1 };
    let { at, line } = this.#counted;
    for (; at < this.#at; at++) if (this.#text[at] === '\n') line++;
    this.#counted = { at, line };
    return line;
  }

  #wrong(line: number, why: string): WorkbenchError {
    return wrongCameraFile(this.#file, line, '', why);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescape(text: string): string {
  return text.replaceAll(/\\(?:u([\da-fA-F]{4})|(.))/gsu, (_, code: string | undefined, sign: string) =>
    code === undefined ? (ESCAPES[sign] ?? sign) : String.fromCharCode(parseInt(code, 16)),
  );
}
