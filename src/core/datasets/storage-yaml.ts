/**
 * The YAML that OpenCV's `FileStorage` and its kin write, and JSON: maps and lists by indentation or in brackets, numbers and
 * texts, tags (`!!opencv-matrix`) and comments. What only other YAML has (anchors, texts over several lines) is refused by
 * name: see ADR 0018.
 *
 * Source: OpenCV 4, *XML/YAML/JSON file storages*; YAML 1.2.2, chapters 6 to 8.
 */
import type { WorkbenchError } from '#core/errors/workbench-error.ts';
import { FlowReader } from '#core/datasets/storage-flow.ts';
import { DEEPEST, type StorageNode, scalarOf, wrongCameraFile } from '#core/datasets/storage-node.ts';

interface Line {
  readonly number: number;
  readonly indent: number;
  /** Where its first sign stands in the whole text, and where its last one ends. */
  readonly from: number;
  readonly to: number;
  /** What stands there, without a comment. */
  readonly content: string;
}

/** A key in quotes or without, and the colon behind it. */
const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s"'[\]{}#&*!|>][^:#]*?))\s*:(?=\s|$)/u;
const TAG = /^(?:!\S*)?[ \t]*/u;
const isItem = (content: string): boolean => /^-(?:\s|$)/u.test(content);

/**
 * @param file - Named in messages.
 * @throws WorkbenchError `camera-file/malformed` naming file and line
 */
export function readStorageYaml(text: string, file: string): StorageNode {
  return new BlockReader(text.replace(/^\uFEFF/u, ''), file).read();
}

class BlockReader {
  readonly #file: string;
  readonly #lines: Line[];
  readonly #flow: FlowReader;
  #next = 0;

  constructor(text: string, file: string) {
    this.#file = file;
    this.#lines = linesOf(text);
    this.#flow = new FlowReader(text, file);
  }

  read(): StorageNode {
    const first = this.#lines[0];
    if (first === undefined) throw wrongCameraFile(this.#file, 1, '', 'it is empty');
    const root = this.#block(first, 0);
    const left = this.#lines[this.#next];
    if (left !== undefined) throw this.#wrong(left, `“${left.content}” is indented unlike what is around it`);
    return root;
  }

  /** From this line on, everything that is indented like it. */
  #block(line: Line, depth: number): StorageNode {
    if (depth > DEEPEST) throw this.#wrong(line, `is nested more than ${DEEPEST} deep`);
    if (isItem(line.content)) return this.#list(line, depth);
    return KEY.test(line.content) ? this.#map(line, depth) : this.#inline(line, 0, depth);
  }

  #list(first: Line, depth: number): StorageNode {
    const items: StorageNode[] = [];
    for (let line = this.#at(first); line !== null && isItem(line.content); line = this.#at(first)) {
      const behind = /^-\s*/u.exec(line.content)![0].length;
      const content = line.content.slice(behind);
      if (KEY.test(content)) {
        // “- key: value” begins a map, whose other keys stand below its first.
        const moved = { ...line, indent: line.indent + behind, from: line.from + behind, content };
        this.#lines[this.#next] = moved;
        items.push(this.#map(moved, depth + 1));
      } else items.push(this.#value(line, behind, false, depth));
    }
    return { line: first.number, value: items };
  }

  #map(first: Line, depth: number): StorageNode {
    const entries = new Map<string, StorageNode>();
    for (let line = this.#at(first); line !== null && !isItem(line.content); line = this.#at(first)) {
      const found = KEY.exec(line.content);
      if (found === null) throw this.#wrong(line, `“${line.content}” is no “name: value”`);
      const key = (found[1] ?? found[2] ?? found[3])!;
      if (entries.has(key)) throw this.#wrong(line, `“${key}” stands there a second time`);
      entries.set(key, this.#value(line, found[0].length, true, depth));
    }
    return { line: first.number, value: entries };
  }

  /** The next line, when it is indented like `first`. */
  #at(first: Line): Line | null {
    const line = this.#lines[this.#next];
    return line?.indent === first.indent ? line : null;
  }

  /** What stands behind a key or a dash: on the same line, or below. @param ofKey - Whose list may stand no further in than it. */
  #value(line: Line, behind: number, ofKey: boolean, depth: number): StorageNode {
    const rest = line.content.slice(behind);
    const skip = behind + /^\s*/u.exec(rest)![0].length;
    const from = skip + TAG.exec(line.content.slice(skip))![0].length;
    if (from < line.content.length) return this.#inline(line, from, depth);
    this.#next++;
    const below = this.#lines[this.#next];
    const further = below !== undefined && below.indent > line.indent;
    const listOfKey = ofKey && below?.indent === line.indent && isItem(below.content);
    return below !== undefined && (further || listOfKey)
      ? this.#block(below, depth + 1)
      : { line: line.number, value: '' };
  }

  /** In brackets, in quotes, or a plain word. */
  #inline(line: Line, from: number, depth: number): StorageNode {
    const content = line.content.slice(from);
    if (/^[&*]/u.test(content))
      throw this.#wrong(line, 'has an anchor (& or *), which is not read here: write the value itself');
    if (/^[|>]/u.test(content)) throw this.#wrong(line, 'has a text over several lines, which is not read here');
    if (!/^["'[{]/u.test(content)) {
      this.#next++;
      return { line: line.number, value: scalarOf(content) };
    }
    const { node, end } = this.#flow.read(line.from + from, depth);
    while (this.#lines[this.#next] !== undefined && this.#lines[this.#next]!.to <= end) this.#next++;
    const open = this.#lines[this.#next];
    if (open !== undefined && open.from < end)
      throw this.#wrong(open, 'has something behind the closing bracket or quote');
    return node;
  }

  #wrong(line: Line, why: string): WorkbenchError {
    return wrongCameraFile(this.#file, line.number, '', why);
  }
}

/** Without blank ones, comments, the head (`%YAML:1.0`, `---`) and the end (`...`). */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  text.split('\n').forEach((whole, index) => {
    const bare = withoutComment(whole);
    const [content, indent] = [bare.trim(), bare.search(/\S/u)];
    const from = start + indent;
    if (content !== '' && !/^(?:%YAML.*|---|\.\.\.)$/u.test(content))
      lines.push({ number: index + 1, indent, from, to: from + content.length, content });
    start += whole.length + 1;
  });
  return lines;
}

/** A # begins one at the start of a line or behind a blank, outside quotes. */
function withoutComment(line: string): string {
  const kept = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|(?<!\S)(?!#)\S|(?<=\S)\S|\s)*/u.exec(line);
  return kept![0];
}
