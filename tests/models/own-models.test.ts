/** The models that OpenAisle trained itself: what they may cost, and that every file and every runtime says the same of a picture. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { decoderOf } from '#core/detection/decoders.ts';
import type { Engine, RuntimeName } from '#engines/engine.ts';
import { engines } from '#engines/engines.ts';
import { packGraphModel } from '#engines/graph-model/pack.ts';
import { cardOf, embedderCardOf } from '#engines/model-card.ts';
import { importOnnx } from '#engines/onnx/import-onnx.ts';
import { readOnnx } from '#engines/onnx/read-model.ts';
import { offers } from '#storage/model-offers.ts';
import { operationsOf } from '../../scripts/inference/operations.ts';
import { largestDifference, onOrt } from '../support/golden.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => new Uint8Array(readFileSync(fileURLToPath(new URL(path, root))));
const own = offers.flatMap(({ files }) => files).filter(({ url }) => url.startsWith('models/'));

const models = [
  { name: 'shop-detector', megabytes: 1.5, gigaOperations: 0.5 },
  { name: 'shop-embedder', megabytes: 1, gigaOperations: 0.5 },
] as const;

test.each(own)('$url is the file that the catalogue tells of', ({ url, bytes, sha256 }) => {
  const content = read(url);
  expect(content).toHaveLength(bytes);
  expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
});

describe.each(models)('the $name', ({ name, megabytes, gigaOperations }) => {
  const onnx = read(`models/${name}/${name}.onnx`);
  const sha256 = createHash('sha256').update(onnx).digest('hex');
  const { input, output } = (cardOf(sha256) ?? embedderCardOf(sha256))!;
  const planes = 3 * input.width * input.height;
  /** Another number for each place and colour, the same in both orders. */
  const first = Float32Array.from({ length: planes }, (_, i) => (i * 7919) % 256);
  const last = Float32Array.from({ length: planes }, (_, i) => first[(i % 3) * (planes / 3) + Math.floor(i / 3)]!);

  test(`is at most ${megabytes} MB and ${gigaOperations} GMAC`, () => {
    const network = importOnnx(readOnnx(onnx, name), { fileName: name });
    expect(onnx.length).toBeLessThanOrEqual(megabytes * 1e6);
    expect(operationsOf(network)).toBeLessThanOrEqual(gigaOperations * 1e9);
  });

  test('takes and gives what its card says', async () => {
    using engine = await open('ort', onnx);
    expect(engine.input).toMatchObject({ name: input.name });
    expect(engine.input.shape.slice(1)).toEqual([3, input.height, input.width]);
    const names = 'decoder' in output ? decoderOf(output).outputs(output) : [output.name];
    expect(engine.outputs.map((each) => each.name)).toEqual(names);
  });

  test('says the same from both files and on both runtimes', async () => {
    const shard = 'group1-shard1of1.bin';
    const folder = `models/${name}/tfjs`;
    const packed = packGraphModel(read(`${folder}/model.json`), new Map([[shard, read(`${folder}/${shard}`)]]));
    using reference = await open('ort', onnx);
    using imported = await open('tfjs', onnx);
    using converted = await open('tfjs', packed);
    const [expected] = await reference.run(first);
    const largest = expected!.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    for (const said of [await imported.run(first), await converted.run(last)]) {
      expect(said[0]).toHaveLength(expected!.length);
      expect(largestDifference(said[0]!, expected!) / largest).toBeLessThan(1e-3);
    }
  });
});

function open(runtime: RuntimeName, bytes: Uint8Array): Promise<Engine> {
  return engines[runtime](bytes, { ...onOrt, fileName: basename(runtime) });
}
