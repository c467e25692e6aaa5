import { expect, test } from 'vitest';
import { generateNet } from '#engines/calibration/generated-net.ts';
import { openOrt } from '#engines/ort.ts';
import { onOrt } from '../../support/golden.ts';

test('the generated network is a model like any other, and the same every time', async () => {
  const bytes = generateNet();
  expect(Buffer.compare(generateNet(), bytes)).toBe(0);
  using engine = await openOrt(bytes, { ...onOrt, fileName: 'generated' });
  expect(engine.input).toEqual({ name: 'images', shape: [1, 3, 160, 160] });
  expect(engine.outputs).toEqual([{ name: 'output', shape: [1, 14, 10, 10] }]);
  const [output] = await engine.run(Float32Array.from({ length: 3 * 160 * 160 }, (_, i) => Math.sin(i)));
  expect(output!.every(Number.isFinite)).toBe(true);
  // Values neither die out nor explode on their way through it: denormal numbers would slow some engines down.
  const spread = Math.max(...output!.map(Math.abs));
  expect(spread).toBeGreaterThan(0.01);
  expect(spread).toBeLessThan(100);
});
