/**
 * Takes out of a WASM program what nobody calls: of its exports only some are kept, and a function that cannot be reached
 * from those becomes a single `unreachable`. Whatever stays is what it was, byte for byte, and keeps its number.
 *
 * Source: WebAssembly Core Specification 2.0, §5.3 to §5.5, with the proposals for threads.
 */
import { WasmBytes } from './wasm-bytes.ts';
import { calledIn } from './wasm-calls.ts';

const SECTION = { import: 2, global: 6, export: 7, start: 8, element: 9, code: 10 } as const;
/** No locals, `unreachable`, `end`. */
const TRAP = [0, 0x00, 0x0b];

interface Section {
  readonly id: number;
  readonly body: Uint8Array;
}

/**
 * @param keep - Whether an exported function of this name will be called.
 * @throws Error when the program holds an instruction that is not known here: nothing is guessed.
 */
export function shakeWasm(program: Uint8Array, keep: (name: string) => boolean): Uint8Array<ArrayBuffer> {
  const sections = sectionsOf(program);
  const bodyOf = (id: number) => sections.find((section) => section.id === id)?.body ?? new Uint8Array([0]);
  const exported = exportsOf(bodyOf(SECTION.export)).filter(({ kind, name }) => kind !== FUNCTION || keep(name));
  const functions = functionsOf(bodyOf(SECTION.code));
  const first = importedFunctions(bodyOf(SECTION.import));

  const reached = new Set<number>();
  const waiting = [
    ...exported.filter(({ kind }) => kind === FUNCTION).map(({ index }) => index),
    ...inTables(bodyOf(SECTION.element)),
    ...inGlobals(bodyOf(SECTION.global)),
    ...sections.filter(({ id }) => id === SECTION.start).map(({ body }) => new WasmBytes(body).number()),
  ];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    if (index >= first) waiting.push(...callsOf(functions[index - first]!));
  }

  const kept = functions.map((body, i) => (reached.has(i + first) ? body : TRAP));
  return joined(program.subarray(0, HEADER), sections, {
    [SECTION.export]: [leb(exported.length), ...exported.map(({ bytes }) => bytes)],
    [SECTION.code]: [leb(kept.length), ...kept.flatMap((body) => [leb(body.length), body])],
  });
}

const HEADER = 8;
const FUNCTION = 0;

function sectionsOf(program: Uint8Array): readonly Section[] {
  const bytes = new WasmBytes(program, HEADER);
  const sections: Section[] = [];
  while (!bytes.done) sections.push({ id: bytes.byte(), body: bytes.take(bytes.number()) });
  return sections;
}

function exportsOf(body: Uint8Array) {
  const bytes = new WasmBytes(body);
  return Array.from({ length: bytes.number() }, () => {
    const start = bytes.at;
    const [name, kind, index] = [bytes.text(), bytes.byte(), bytes.number()];
    return { name, kind, index, bytes: body.subarray(start, bytes.at) };
  });
}

/** The code of each, its locals before it. */
function functionsOf(body: Uint8Array): readonly Uint8Array[] {
  const bytes = new WasmBytes(body);
  return Array.from({ length: bytes.number() }, () => bytes.take(bytes.number()));
}

function importedFunctions(body: Uint8Array): number {
  const bytes = new WasmBytes(body);
  let functions = 0;
  for (let left = bytes.number(); left > 0; left--) {
    bytes.text();
    bytes.text();
    const kind = bytes.byte();
    if (kind === FUNCTION) {
      functions++;
      bytes.number();
    } else if (kind === 1) {
      bytes.byte();
      bytes.limits();
    } else if (kind === 2) bytes.limits();
    else if (kind === 3) bytes.take(2);
    else throw new Error(`an import is of the unknown kind ${kind}`);
  }
  return functions;
}

/** Whoever stands in a table may be called. Tables are filled with functions' numbers at a place; no other way is known. */
function inTables(body: Uint8Array): readonly number[] {
  const bytes = new WasmBytes(body);
  return Array.from({ length: bytes.number() }, () => {
    const form = bytes.number();
    if (form !== 0) throw new Error(`a table is filled in the unknown form ${form}`);
    calledIn(bytes);
    return Array.from({ length: bytes.number() }, () => bytes.number());
  }).flat();
}

function inGlobals(body: Uint8Array): readonly number[] {
  const bytes = new WasmBytes(body);
  return Array.from({ length: bytes.number() }, () => {
    bytes.take(2);
    return calledIn(bytes);
  }).flat();
}

function callsOf(code: Uint8Array): readonly number[] {
  const bytes = new WasmBytes(code);
  for (let left = bytes.number(); left > 0; left--) {
    bytes.number();
    bytes.byte();
  }
  const calls = calledIn(bytes);
  if (!bytes.done) throw new Error('a function goes on behind its end');
  return calls;
}

type Pieces = readonly ArrayLike<number>[];

function joined(header: Uint8Array, sections: readonly Section[], changed: Record<number, Pieces>) {
  const pieces: Pieces = sections.flatMap(({ id, body }) => {
    const inside = changed[id] ?? [body];
    return [[id], leb(inside.reduce((sum, { length }) => sum + length, 0)), ...inside];
  });
  const all = [header, ...pieces];
  const program = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of all) {
    program.set(piece, at);
    at += piece.length;
  }
  return program;
}

/** Unsigned LEB128. */
function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}
