import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { wasmKernels } from '#engines/tfjs/wasm-kernels.ts';
import { wasmPrograms } from '#engines/tfjs/wasm-programs.ts';
import { shakeWasm } from '../../../scripts/build/shake-wasm.ts';
import { withoutUnused } from '../../../scripts/build/tfjs-programs.ts';

const require = createRequire(import.meta.url);
const programs = ['simd', 'threaded-simd'].map((name) =>
  readFileSync(require.resolve(`@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-${name}.wasm`)),
);
const exportsOf = (program: Uint8Array<ArrayBuffer>) =>
  WebAssembly.Module.exports(new WebAssembly.Module(program)).map(({ name }) => name);

test('a program of which everything is kept is the very same, byte for byte', () => {
  for (const program of programs)
    expect(
      Buffer.compare(
        shakeWasm(program, () => true),
        program,
      ),
    ).toBe(0);
});

test('what nobody calls is gone, and the program is still one', () => {
  for (const program of programs) {
    const shaken = withoutUnused(program);
    expect(WebAssembly.validate(shaken)).toBe(true);
    expect(shaken.length).toBeLessThan(0.8 * program.length);
    expect(exportsOf(shaken)).not.toContain('NonMaxSuppressionV5');
  }
});

test('a function that is kept calls what it called', async () => {
  // (func $one i32.const 1) (func $two call $one, i32.const 1, i32.add) (func $lone i32.const 7), exported as two and lone
  const bytes = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7f, 3, 4, 3, 0, 0, 0],
    ...[7, 14, 2, 3, 0x74, 0x77, 0x6f, 0, 1, 4, 0x6c, 0x6f, 0x6e, 0x65, 0, 2],
    ...[10, 19, 3, 4, 0, 0x41, 1, 0x0b, 7, 0, 0x10, 0, 0x41, 1, 0x6a, 0x0b, 4, 0, 0x41, 7, 0x0b],
  ];
  const { instance } = await WebAssembly.instantiate(shakeWasm(new Uint8Array(bytes), (name) => name === 'two'));
  expect(Object.keys(instance.exports)).toEqual(['two']);
  expect((instance.exports['two'] as () => number)()).toBe(2);
});

test('an instruction that is not known stops the build', () => {
  const strange = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0];
  const code = [10, 5, 1, 3, 0, 0xff, 0x0b];
  expect(() => shakeWasm(new Uint8Array([...strange, ...code]), () => true)).toThrow('0xff is an instruction');
});

test('every kernel finds in the program what it calls', () => {
  const called = new Set<string>();
  const asked = { wasm: { cwrap: (name: string) => called.add(name) } };
  for (const { setupFunc } of Object.values(wasmKernels(undefined as never))) setupFunc?.(asked);
  expect([...called].toSorted()).toEqual(wasmPrograms.toSorted());
});
