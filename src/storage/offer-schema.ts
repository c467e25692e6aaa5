/** What `models/catalogue.json` says about where a model comes from; `docs/formats.md` says it for people. */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1));
const address = v.pipe(v.string(), v.url(), v.startsWith('https://'));
/** Of what OpenAisle makes itself: where it lies beside the page, as in the repository. */
const beside = v.pipe(v.string(), v.regex(/^models(?:\/\w[\w.-]*)+$/u));
const anywhere = v.union([address, beside]);
const size = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Lower-case hex; `null` where nobody has published it: then what is fetched first is what is checked ever after. */
const hash = v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)));

const figure = v.strictObject({
  /** As the authors call it: `AP`, `AP50`, `rank-1`, `mAP`. */
  metric: text,
  /** % */
  value: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  /** What it was measured on. */
  on: text,
  /** Where the authors publish it. */
  source: anywhere,
});

const file = v.strictObject({
  url: anywhere,
  /** Where it lies in the folder of somebody who has it. */
  path: v.pipe(v.string(), v.regex(/^\w[\w.-]*(?:\/\w[\w.-]*)*$/u)),
  bytes: size,
  sha256: hash,
});

/** The fields of a catalogue entry that say where a model comes from; how it is run is for the engines to know. */
export const offerEntries = {
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/u)),
  name: text,
  /** `detector`: finds people. `embedder`: tells how alike two pictures of people, or of products, are. */
  kind: v.picklist(['detector', 'embedder']),
  /** SPDX. Never one that would reach the code around a model. */
  licence: v.picklist(['Apache-2.0', 'BSD-3-Clause', 'MIT']),
  /** The model's own page, with its licence. */
  source: anywhere,
  figures: v.array(figure),
  /** Of all files together. */
  bytes: size,
  /** Of the model as it is kept; `null` for several files, which are packed into one when they arrive. */
  sha256: hash,
  /** Whether its host lets a page read the files; otherwise people download them and drop them. */
  crossOrigin: v.boolean(),
  /** Origins that the host sends readers on to. */
  redirects: v.optional(v.array(address)),
  /** The one for whoever does not want to choose. */
  recommended: v.optional(v.literal(true)),
  /** One; or, for a TensorFlow.js model, `model.json` and its shards. */
  files: v.pipe(v.array(file), v.minLength(1)),
} as const;

export type ModelOffer = v.InferOutput<v.ObjectSchema<typeof offerEntries, undefined>>;
