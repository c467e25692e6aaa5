import * as v from 'valibot';
import { expect, test } from 'vitest';
import { decoderOf } from '#core/detection/decoders.ts';
import { catalogueSchema } from '#engines/catalogue-schema.ts';
import catalogue from '#models/catalogue.json' with { type: 'json' };

const { models, labels } = v.parse(catalogueSchema, catalogue);

test('no file is in it twice, and every list of labels there is', () => {
  const hashes = models.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
  expect(new Set(hashes).size).toBe(hashes.length);
  for (const model of models) {
    if (model.kind === 'detector') expect(labels[model.labels]?.[model.person]).toBe('person');
  }
});

test('a head names each of its tensors once', () => {
  for (const model of models) {
    if (model.kind !== 'detector') continue;
    const names = decoderOf(model.output).outputs(model.output);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('sizes are smaller each than the one before, and have whole grids', () => {
  for (const model of models) {
    if (model.kind !== 'detector' || model.sizes === undefined) continue;
    const all = [model.input, ...model.sizes];
    const strides = 'strides' in model.output ? model.output.strides : [];
    for (const [i, { width, height }] of model.sizes.entries()) {
      expect(width * height).toBeLessThan(all[i]!.width * all[i]!.height);
      expect(strides.every((stride) => width % stride === 0 && height % stride === 0)).toBe(true);
    }
  }
});
