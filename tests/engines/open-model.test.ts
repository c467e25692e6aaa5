import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ModelCard, cardOf } from '#engines/model-card.ts';
import { openModel } from '#engines/open-model.ts';
import { data } from '../support/data.ts';
import { modelFile, onOrt } from '../support/golden.ts';

const open = (fileName: string, bytes: Uint8Array) =>
  openModel({ fileName, bytes, sha256: 'not in the catalogue' }, onOrt);

test.each([
  ['notes.txt', new TextEncoder().encode('a shopping list')],
  ['empty.onnx', new Uint8Array()],
])('%s is no model, and is named', async (name, bytes) => {
  await expect(open(name, bytes)).rejects.toMatchObject({ code: 'model/malformed', details: { file: name } });
});

const folder = data('models');
describe.skipIf(folder === null)('real models', () => {
  const read = (name: string) => new Uint8Array(readFileSync(`${folder!}/${name}`));

  test('half a model is no model', async () => {
    const half = read('yolox_nano_416.onnx').subarray(0, 1_800_000);
    await expect(open('half.onnx', half)).rejects.toMatchObject({ code: 'model/malformed' });
  });

  test('a network that finds nothing is refused with its shapes, and with those that would do', async () => {
    const name = 'person-reid-retail-0288.onnx';
    await expect(open(name, read(name))).rejects.toMatchObject({
      code: 'model/no-decoder',
      message: /0288\.onnx.*inputs:0 \[1, 256, 128, 3\].*Identity:0 \[1, 256\].*YOLOX \[1, 3, H, W\]/u,
      details: { file: name },
    });
  });

  test('a network of the catalogue that only tells people apart is told apart from a detector', async () => {
    const file = modelFile('person-reid-retail-0288.onnx');
    await expect(openModel(file, onOrt)).rejects.toMatchObject({
      code: 'model/no-decoder',
      message: /tells people apart but does not find them/u,
    });
  });

  test.each([
    ['yolox_nano_416.onnx', 'YOLOX detector with 80 classes'],
    ['nanodet_m_416.onnx', 'NanoDet detector with 80 classes'],
    ['fastestdet_352.onnx', 'FastestDet detector with 80 classes'],
    ['light_person_detector_192.onnx', 'YOLOX detector with one class'],
  ])('%s under another hash is run as what it is, and that is said', async (name, words) => {
    const { sha256 } = modelFile(name);
    const { engine, card, notes } = await open('mine.onnx', read(name));
    expect(card).toEqual({ ...pick(cardOf(sha256)!), name: 'mine.onnx' });
    expect(notes).toEqual([{ kind: 'stranger', details: expect.stringContaining(words) }]);
    engine[Symbol.dispose]();
  });
});

/** What can be guessed. */
function pick({ name, input, output, labels, person }: ModelCard) {
  return { name, input, output, labels, person };
}
