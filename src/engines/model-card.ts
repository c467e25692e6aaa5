/** What the catalogue says about a model: how to feed it, how to read it, where it came from. */
import * as v from 'valibot';
import catalogue from '#models/catalogue.json' with { type: 'json' };

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const three = v.pipe(v.array(v.number()), v.length(3));

const input = v.strictObject({
  name: v.string(),
  /** px */
  width: count,
  height: count,
  layout: v.picklist(['nchw', 'nhwc']),
  channels: v.picklist(['bgr', 'rgb']),
  /** What white goes in as, before `mean` and `std`. */
  range: v.picklist([1, 255]),
  mean: three,
  std: three,
  fit: v.picklist(['letterbox', 'stretch']),
  anchor: v.picklist(['top-left', 'centre']),
  /** Grey around the picture, in [0, 255]. */
  pad: v.pipe(v.number(), v.minValue(0), v.maxValue(255)),
});

const output = v.strictObject({
  name: v.string(),
  decoder: v.literal('yolox'),
  /** px of the input */
  strides: v.array(count),
  /** Low, because ByteTrack's second association lives on boxes of low score. */
  scoreThreshold: fraction,
  nmsIou: fraction,
});

const catalogueSchema = v.strictObject({
  /** Lists of class names that several models share. */
  labels: v.record(v.string(), v.array(v.string())),
  models: v.array(
    v.strictObject({
      name: v.string(),
      /** Of the file, lower-case hex. */
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      licence: v.string(),
      source: v.string(),
      /** Where the app itself may fetch it from; without it people download and drop the file. */
      url: v.optional(v.pipe(v.string(), v.url())),
      input,
      output,
      /** Name of a list in `labels`. */
      labels: v.string(),
      /** Index of the class that is a person. */
      person: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
  ),
});

export type ModelInput = v.InferOutput<typeof input>;
export type ModelOutput = v.InferOutput<typeof output>;

export interface ModelCard {
  readonly name: string;
  readonly input: ModelInput;
  readonly output: ModelOutput;
  readonly labels: readonly string[];
  readonly person: number;
}

const known = v.parse(catalogueSchema, catalogue);

/** @returns The card of the model with this hash, or `null` when the catalogue does not know it. */
export function cardOf(sha256: string): ModelCard | null {
  const model = known.models.find((each) => each.sha256 === sha256);
  return model === undefined ? null : { ...model, labels: known.labels[model.labels]! };
}

export const cocoLabels: readonly string[] = known.labels['coco-80']!;
