/**
 * What `models/catalogue.json` says about running a model; `docs/formats.md` says it for people. Where a model comes from
 * stands beside it and is no concern of an engine: see `src/storage/model-offers.ts`.
 */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const three = v.pipe(v.array(v.number()), v.length(3));

/** Which model a card is of. */
export const identity = {
  id: text,
  name: text,
  /** Of its file, lower-case hex; `null` for a model that is packed from several files. */
  sha256: v.nullable(v.string()),
};

const distance = v.pipe(v.number(), v.gtValue(0), v.maxValue(2));
const input = v.strictObject({
  name: text,
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

const suppression = {
  /** Low, because ByteTrack's second association lives on boxes of low score. */
  scoreThreshold: fraction,
  nmsIou: fraction,
};

/** px of the input */
const strides = v.pipe(v.array(count), v.minLength(1));
const names = v.pipe(v.array(text), v.minLength(1));

/** One a decoder: the heads of `src/core/detection`, where their fields are explained. */
const head = v.variant('decoder', [
  v.strictObject({ decoder: v.literal('yolox'), name: text, strides, ...suppression }),
  v.strictObject({ decoder: v.literal('nanodet'), scores: names, distances: names, strides, ...suppression }),
  v.strictObject({ decoder: v.literal('fastestdet'), name: text, stride: count, ...suppression }),
  v.strictObject({
    decoder: v.literal('yolov8'),
    name: text,
    order: v.picklist(['fields-first', 'cells-first']),
    ...suppression,
  }),
  v.strictObject({
    decoder: v.literal('ssd'),
    boxes: text,
    corners: v.picklist(['yxyx', 'xyxy']),
    scores: text,
    background: v.boolean(),
    ...suppression,
  }),
]);

export const detectorCard = {
  kind: v.literal('detector'),
  input,
  /** Smaller pictures it may be given where time is short, largest first, px. TensorFlow.js makes them of the same file. */
  sizes: v.optional(v.array(v.strictObject({ width: count, height: count }))),
  output: head,
  /** Name of a list in `labels`. */
  labels: text,
  /** Index of the class that is a person. */
  person: v.pipe(v.number(), v.integer(), v.minValue(0)),
} as const;

export const embedderCard = {
  kind: v.literal('embedder'),
  /** Of one crop: the box of a person, pulled over the whole input. */
  input,
  output: v.strictObject({
    name: text,
    /** Numbers of a vector. */
    dimension: count,
    /** How alike two are. Vectors are handed on with length 1, where 1 − a·b is the cosine distance. */
    distance: v.literal('cosine'),
    /** Cosine distances of pictures of one person and of two, seen by two cameras: means, and the spread of both. */
    resemblance: v.strictObject({ same: distance, different: distance, sigma: distance }),
  }),
} as const;

export const catalogueSchema = v.object({
  /** Lists of class names that several models share. */
  labels: v.record(v.string(), v.array(v.string())),
  models: v.array(
    v.variant('kind', [v.object({ ...identity, ...detectorCard }), v.object({ ...identity, ...embedderCard })]),
  ),
});

export type Catalogue = v.InferOutput<typeof catalogueSchema>;
export type ModelInput = v.InferOutput<typeof input>;
export type VectorOutput = v.InferOutput<(typeof embedderCard)['output']>;
