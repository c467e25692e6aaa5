/** What the catalogue says can be held against: its files, its hosts, the models that are at hand. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { cardOf } from '#engines/model-card.ts';
import { offerOfFiles, offers, recommended } from '#storage/model-offers.ts';
import { readCatalogue } from '../../scripts/build/model-catalogue.ts';
import { contentSecurityPolicy } from '../../scripts/build/security.ts';
import { data } from '../support/data.ts';

const catalogue = readCatalogue();
const models = data('models');

/** By the names under which they are at hand. */
const atHand: Readonly<Record<string, string>> = {
  'yolox_nano_416.onnx': 'yolox-nano-kazuhito00',
  'nanodet_m_416.onnx': 'nanodet-m',
  'fastestdet_352.onnx': 'fastestdet',
  'light_person_detector_192.onnx': 'light-person-detector',
  'person-reid-retail-0248.onnx': 'person-reid-retail-0248',
  'person-reid-retail-0287.onnx': 'person-reid-retail-0287',
  'person-reid-retail-0288.onnx': 'person-reid-retail-0288',
};

test.skipIf(models === null).each(Object.entries(atHand))('%s is what the catalogue says it is', (name, id) => {
  const bytes = readFileSync(join(models!, name));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(offerOfFiles(new Map([[name, sha256]]))).toMatchObject({ id, bytes: bytes.length, sha256 });
});

test('a model of several files is known by all of them together, and not by some', () => {
  const coco = offers.find(({ id }) => id === 'coco-ssd-lite')!;
  const files = new Map(coco.files.map(({ path, sha256 }) => [path, sha256!]));
  expect(offerOfFiles(files)).toBe(coco);
  expect(offerOfFiles(new Map([...files].slice(1)))).toBeNull();
  expect(offerOfFiles(new Map([...files, ['group1-shard5of5', '0'.repeat(64)]]))).toBeNull();
});

test('whoever does not want to choose gets a detector that the page can fetch by itself', () => {
  expect(recommended).toMatchObject({ id: 'coco-ssd-lite', kind: 'detector', crossOrigin: true });
});

test('the page may talk to the hosts that let it, and to no other', () => {
  const hosts = /connect-src ([^;]*)/u.exec(contentSecurityPolicy)![1]!.split(' ');
  expect(hosts.toSorted()).toEqual(["'self'", 'https://raw.githubusercontent.com', 'https://storage.googleapis.com']);
});

test('a model has its card under its hash; one that is packed, under its name in the catalogue', () => {
  const nano = offers.find(({ id }) => id === 'yolox-nano')!;
  expect(cardOf(nano.sha256!)).toMatchObject({ name: nano.name, person: 0 });
  const packed = '0'.repeat(64);
  expect(cardOf(packed, 'coco-ssd-lite')).toMatchObject({ name: recommended.name, output: { decoder: 'ssd' } });
  expect(cardOf(packed, 'yolox-nano')).toBeNull();
  expect(cardOf(packed)).toBeNull();
});

const faults: readonly [string, (model: (typeof catalogue)['models'][number]) => object][] = [
  ['`bytes` is not that of its files', (model) => ({ ...model, bytes: model.bytes + 1 })],
  ['`sha256` is that of its only file', (model) => ({ ...model, sha256: 'a'.repeat(64) })],
  ['models.0.licence', (model) => ({ ...model, licence: 'AGPL-3.0-only' })],
  ['models.0.files.0.url', (model) => ({ ...model, files: [{ ...model.files[0], url: 'http://a.example/m.onnx' }] })],
  ['models.0.files.0.path', (model) => ({ ...model, files: [{ ...model.files[0], path: '../m.onnx' }] })],
  ['models.0.size', (model) => ({ ...model, size: 3 })],
  ['exactly one model is recommended', (model) => ({ ...model, crossOrigin: false })],
];

test.each(faults)('a catalogue with a fault is not built: %s', (words, change) => {
  const [first, ...others] = catalogue.models;
  const path = join(tmpdir(), `catalogue-${process.pid}.json`);
  writeFileSync(path, JSON.stringify({ ...catalogue, models: [change(first!), ...others] }));
  expect(() => readCatalogue(pathToFileURL(path))).toThrow(words);
});
