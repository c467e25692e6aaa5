/**
 * The XML that OpenCV's `FileStorage` writes: elements that hold elements, numbers or a text. Elements named `_` are a list;
 * numbers with blanks between them are one too. Attributes say nothing that is needed.
 *
 * Source: OpenCV 4, *XML/YAML/JSON file storages*. A reader of our own, because the core has no DOM and the DOM has no lines:
 * see ADR 0018.
 */
import type { WorkbenchError } from '#core/errors/workbench-error.ts';
import { DEEPEST, type StorageNode, scalarOf, wrongCameraFile } from '#core/datasets/storage-node.ts';

const PIECE =
  /<\?.*?\?>|<!--.*?-->|<(\/?)([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+/suy;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

interface Element {
  readonly name: string;
  readonly line: number;
  readonly children: (readonly [name: string, node: StorageNode])[];
  text: string;
}

/**
 * @param file - Named in messages.
 * @returns What the outermost element holds.
 * @throws WorkbenchError `camera-file/malformed` naming file and line
 */
export function readStorageXml(text: string, file: string): StorageNode {
  const wrong = (line: number, why: string) => wrongCameraFile(file, line, '', why);
  const outside: Element = { name: '', line: 1, children: [], text: '' };
  const open = [outside];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    PIECE.lastIndex = at;
    const found = PIECE.exec(text);
    if (found === null) throw wrong(line, `“${text.slice(at, at + 20).split('\n')[0]}” is no XML that is read here`);
    const [piece, end, name, , empty] = found;
    const inner = open.at(-1)!;
    if (name === undefined) {
      if (!piece.startsWith('<')) inner.text += piece;
    } else if (end === '/') {
      if (inner.name !== name || inner === outside) throw wrong(line, `</${name}> closes nothing that is open`);
      open.pop();
      open.at(-1)!.children.push([name, nodeOf(inner, wrong)]);
    } else if (empty === '/') inner.children.push([name, { line, value: '' }]);
    else {
      open.push({ name, line, children: [], text: '' });
      if (open.length > DEEPEST) throw wrong(line, `it is nested more than ${DEEPEST} deep`);
    }
    line += piece.split('\n').length - 1;
    at += piece.length;
  }
  const left = open.at(-1)!;
  if (left !== outside) throw wrong(left.line, `<${left.name}> is not closed`);
  const [root] = outside.children;
  if (root === undefined) throw wrong(1, 'it is empty');
  return root[1];
}

function nodeOf({ line, children, text }: Element, wrong: (line: number, why: string) => WorkbenchError): StorageNode {
  if (children.length === 0) return { line, value: valueOf(line, decoded(text.trim())) };
  if (children.every(([name]) => name === '_')) return { line, value: children.map(([, node]) => node) };
  const entries = new Map<string, StorageNode>();
  for (const [name, node] of children) {
    if (entries.has(name)) throw wrong(node.line, `<${name}> stands there a second time`);
    entries.set(name, node);
  }
  return { line, value: entries };
}

function valueOf(line: number, text: string): StorageNode['value'] {
  if (text.startsWith('"')) return text.replaceAll('"', '');
  const words = text.split(/\s+/u);
  return words.length === 1 ? scalarOf(text) : words.map((word) => ({ line, value: scalarOf(word) }));
}

function decoded(text: string): string {
  return text.replaceAll(/&(\w+);/gu, (whole, name: string) => ENTITIES[name] ?? whole);
}
