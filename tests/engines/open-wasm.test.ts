import { expect, test } from 'vitest';
import { openWasm } from '#engines/tfjs/open-wasm.ts';
import { runtimeFilesOfNode } from '../support/runtime-files.ts';

test('WASM that did not arrive is asked for again', async () => {
  const { tfjs } = runtimeFilesOfNode;
  await expect(openWasm({ ...tfjs, simd: `${tfjs.simd}.gone` }, 1)).rejects.toThrow();
  expect(await openWasm(tfjs, 1)).toMatchObject({ name: 'wasm', threads: 1 });
});
