/** What `models/catalogue.json` may hold; `docs/formats.md` says it for people. */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const three = v.pipe(v.array(v.number()), v.length(3));

/** What is known of a file, whatever it is for. */
const about = {
  name: text,
  /** Of the file, lower-case hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** Length of the file. */
  bytes: count,
  /** SPDX */
  licence: text,
  source: text,
  /** Where the app itself may fetch it from; without it people download and drop the file. */
  url: v.optional(v.pipe(v.string(), v.url())),
  /** What its authors measured, in their words; percent. */
  published: v.optional(v.array(v.strictObject({ measure: text, percent: v.number() }))),
};

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

const detector = v.strictObject({
  kind: v.literal('detector'),
  ...about,
  input,
  output: head,
  /** Name of a list in `labels`. */
  labels: text,
  /** Index of the class that is a person. */
  person: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

const embedder = v.strictObject({
  kind: v.literal('embedder'),
  ...about,
  /** Of one crop: the box of a person, pulled over the whole input. */
  input,
  output: v.strictObject({
    name: text,
    /** Numbers of a vector. */
    dimension: count,
    /** How alike two are. Vectors are handed on with length 1, where 1 − a·b is the cosine distance. */
    distance: v.literal('cosine'),
  }),
});

export const catalogueSchema = v.strictObject({
  /** Lists of class names that several models share. */
  labels: v.record(v.string(), v.array(v.string())),
  models: v.array(v.variant('kind', [detector, embedder])),
});

export type Catalogue = v.InferOutput<typeof catalogueSchema>;
export type ModelInput = v.InferOutput<typeof input>;
export type VectorOutput = v.InferOutput<typeof embedder>['output'];
