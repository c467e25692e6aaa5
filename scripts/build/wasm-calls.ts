/**
 * Which functions an expression names. What an instruction carries behind its number is all that is known of it here.
 *
 * Source: WebAssembly Core Specification 2.0, §5.4; threads: WebAssembly/threads, Overview.md, "Encoding".
 */
import type { WasmBytes } from './wasm-bytes.ts';

/** `n`: a number, `f`: a function's, `1`, `4`, `8`, `16`: as many bytes, `t`: numbers after their count. */
type Carried = readonly ('n' | 'f' | 't' | 1 | 4 | 8 | 16)[];

const [BLOCK, IF, ELSE, END, LOOP] = [0x02, 0x04, 0x05, 0x0b, 0x03];
const MEMORY: Carried = ['n', 'n'];

/** Reads to the `end` that belongs to the expression, and past it. */
export function calledIn(bytes: WasmBytes): number[] {
  const called: number[] = [];
  for (let depth = 1; depth > 0;) {
    const code = bytes.byte();
    if (code === BLOCK || code === LOOP || code === IF) depth++;
    if (code === END) depth--;
    for (const each of carriedBy(code, bytes)) {
      if (each === 'f') called.push(bytes.number());
      else if (each === 'n') bytes.number();
      else if (each === 't') for (let left = bytes.number(); left > 0; left--) bytes.number();
      else bytes.take(each);
    }
  }
  return called;
}

function carriedBy(code: number, bytes: WasmBytes): Carried {
  if (code === 0xfc) return bulk(bytes.number());
  if (code === 0xfd) return vector(bytes.number());
  if (code === 0xfe) return bytes.number() === 0x03 ? [1] : MEMORY;
  if (code === BLOCK || code === LOOP || code === IF) return ['n'];
  if (code === ELSE || code === END || code <= 0x01 || code === 0x0f) return [];
  if (code === 0x0c || code === 0x0d) return ['n']; // br, br_if
  if (code === 0x0e) return ['t', 'n']; // br_table
  if (code === 0x10) return ['f']; // call
  if (code === 0x11) return ['n', 'n']; // call_indirect
  if (code === 0x1a || code === 0x1b) return []; // drop, select
  if (code === 0x1c) return ['t']; // select with types
  if (code >= 0x20 && code <= 0x26) return ['n']; // locals, globals, tables
  if (code >= 0x28 && code <= 0x3e) return MEMORY;
  if (code >= 0x3f && code <= 0x42) return ['n']; // memory.size, memory.grow, i32.const, i64.const
  if (code === 0x43) return [4];
  if (code === 0x44) return [8];
  if (code >= 0x45 && code <= 0xc4) return []; // arithmetic
  if (code === 0xd0) return ['n'];
  if (code === 0xd1) return [];
  if (code === 0xd2) return ['f']; // ref.func
  throw new Error(`0x${code.toString(16)} is an instruction that is not known here`);
}

function bulk(code: number): Carried {
  if (code <= 7) return []; // saturating conversions
  if (code === 8 || code === 10 || code === 12 || code === 14) return ['n', 'n'];
  if (code <= 17) return ['n'];
  throw new Error(`0xfc ${code} is an instruction that is not known here`);
}

function vector(code: number): Carried {
  if (code <= 11 || code === 92 || code === 93) return MEMORY;
  if (code === 12 || code === 13) return [16]; // v128.const, i8x16.shuffle
  if (code >= 21 && code <= 34) return [1]; // lanes
  if (code >= 84 && code <= 91) return [...MEMORY, 1];
  return [];
}
