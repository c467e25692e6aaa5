import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openModel } from '#engines/open-model.ts';
import { data } from '../support/data.ts';
import { runtimeFilesOfNode } from '../support/runtime-files.ts';

const runtime = { runtime: 'ort', backend: 'wasm', threads: 1, files: runtimeFilesOfNode } as const;
const open = (fileName: string, bytes: Uint8Array) =>
  openModel({ fileName, bytes, sha256: 'not in the catalogue' }, runtime);

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

  test('a detector of another family is refused with its shapes', async () => {
    await expect(open('fastestdet_352.onnx', read('fastestdet_352.onnx'))).rejects.toMatchObject({
      code: 'model/no-decoder',
      message: /fastestdet_352\.onnx.*\[1, 3, 352, 352\].*\[1, 85, 22, 22\]/u,
      details: { file: 'fastestdet_352.onnx' },
    });
    for (const name of ['nanodet_m_416.onnx', 'person-reid-retail-0288.onnx']) {
      await expect(open(name, read(name))).rejects.toMatchObject({ code: 'model/no-decoder' });
    }
  });

  test('a stranger with the shapes of YOLOX is run as one, and it is said', async () => {
    const { engine, card, notes } = await open('mine.onnx', read('light_person_detector_192.onnx'));
    expect(card).toMatchObject({
      name: 'mine.onnx',
      labels: ['person'],
      person: 0,
      input: { width: 192, height: 192 },
    });
    expect(notes).toEqual([
      { kind: 'stranger', details: expect.stringContaining('mine.onnx is not in the model catalogue') },
    ]);
    engine[Symbol.dispose]();
  });
});
