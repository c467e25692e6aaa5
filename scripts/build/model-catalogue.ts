/**
 * The whole of `models/catalogue.json`, checked: nothing missing, nothing added, nothing that contradicts itself. The
 * page reads it in two halves, each where it is needed; here they come together.
 */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { detectorCard, embedderCard } from '#engines/catalogue-schema.ts';
import { offerEntries } from '#storage/offer-schema.ts';

const model = v.pipe(
  v.variant('kind', [
    v.strictObject({ ...offerEntries, ...detectorCard }),
    v.strictObject({ ...offerEntries, ...embedderCard }),
  ]),
  v.check(({ bytes, files }) => bytes === sum(files.map((file) => file.bytes)), '`bytes` is not that of its files'),
  v.check(
    ({ sha256, files }) => sha256 === (files.length === 1 ? files[0]!.sha256 : null),
    '`sha256` is that of its only file, and null for several',
  ),
  v.check(({ files }) => isUnique(files.map(({ path }) => path)), 'two of its files have one `path`'),
);

const catalogue = v.pipe(
  v.strictObject({ labels: v.record(v.string(), v.array(v.string())), models: v.array(model) }),
  v.check(
    ({ labels, models }) => models.every((each) => each.kind !== 'detector' || each.labels in labels),
    '`labels` of a model is no list of names',
  ),
  v.check(({ models }) => isUnique(models.map(({ id }) => id)), 'two models have one `id`'),
  v.check(
    ({ models }) => isUnique(models.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]))),
    'two models have one `sha256`',
  ),
  v.check(
    ({ models }) => models.filter(({ recommended, crossOrigin }) => recommended && crossOrigin).length === 1,
    'exactly one model is recommended, and can be fetched',
  ),
);

/** @throws Error naming every fault and where it is. */
export function readCatalogue(file = new URL('../../models/catalogue.json', import.meta.url)) {
  const result = v.safeParse(catalogue, JSON.parse(readFileSync(file, 'utf8')) as unknown);
  if (result.success) return result.output;
  const faults = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
  throw new Error(`models/catalogue.json is not as it should be:\n${faults.join('\n')}`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
