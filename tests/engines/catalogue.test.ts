import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { decoderOf } from '#core/detection/decoders.ts';
import { catalogueSchema } from '#engines/catalogue-schema.ts';
import catalogue from '#models/catalogue.json' with { type: 'json' };
import { data } from '../support/data.ts';
import { modelFile } from '../support/golden.ts';

const { models, labels } = v.parse(catalogueSchema, catalogue);

test('no file is in it twice, and every list of labels there is', () => {
  expect(new Set(models.map(({ sha256 }) => sha256)).size).toBe(models.length);
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

const files = [
  'yolox_nano_416',
  'nanodet_m_416',
  'fastestdet_352',
  'light_person_detector_192',
  'person-reid-retail-0248',
  'person-reid-retail-0287',
  'person-reid-retail-0288',
];
describe.skipIf(data('models') === null)('the files themselves', () => {
  test.each(files)('%s.onnx has the hash and the length of one entry', (name) => {
    const { bytes, sha256 } = modelFile(`${name}.onnx`);
    expect(models.find((each) => each.sha256 === sha256)).toMatchObject({ bytes: bytes.length });
  });
});
