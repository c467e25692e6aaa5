/**
 * The store project: everything OpenAisle knows about a shop before anyone walks in. See `docs/formats.md`.
 *
 * Lengths are metres in the ground frame, image coordinates px of the camera's frame, weights grams, money cents,
 * times µs. Units of foreign data are converted by the importer that reads them.
 */
import * as v from 'valibot';
import { wrongWithPath } from '#core/planning/bundle-path.ts';

export const PROJECT_FORMAT = 'openaisle-project';
export const PROJECT_VERSION = 1;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));
const whole = v.pipe(v.number(), v.safeInteger());
/** Inside the project: no `..`, no absolute path, forward slashes. */
const path = v.pipe(
  v.string(),
  v.check((text) => wrongWithPath(text) === null, 'is not a path inside the project'),
);
/** Of a file that browsers show. */
const picturePath = v.pipe(
  path,
  v.check((text) => /\.(?:webp|png|jpe?g)$/iu.test(text), 'is not a .webp, .png or .jpg file'),
);
/** Clocks further apart are set right at the camera, or by a clip's `offset`: everybody would be shown this late, µs. */
export const MOST_OFFSET = 5_000_000;
const planPoint = v.strictTuple([finite, finite]);
const polygon = v.pipe(v.array(planPoint), v.minLength(3));

const zone = v.strictObject({
  id,
  purpose: v.picklist(['entry', 'exit', 'sales', 'kiosk', 'staff', 'no-tracking']),
  /** m */
  polygon,
});

/** Why a calibration may not be right any more. */
export const STALE_REASONS = ['bumped'] as const;

const intrinsics = v.strictObject({
  fx: positive,
  fy: positive,
  cx: finite,
  cy: finite,
  /** k1, k2, p1, p2, k3 */
  distortion: v.strictTuple([finite, finite, finite, finite, finite]),
});
/** World (m) to camera: 3×3 row-major rotation, translation in m. */
const pose = v.strictObject({
  rotation: v.pipe(v.array(finite), v.length(9)),
  translation: v.strictTuple([finite, finite, finite]),
});
const calibration = v.strictObject({
  method: v.string(),
  date: v.string(),
  /** `null` where the camera came from a file: nothing was measured here. */
  residualPx: v.nullable(finite),
  residualCm: v.nullable(finite),
  /** Since when it is doubted, and why; left out while it is not. A run that notices it sets the camera aside; the next uses it again. */
  stale: v.optional(v.strictObject({ date: v.string(), why: v.picklist(STALE_REASONS) })),
});

const camera = v.strictObject({
  id,
  name: v.string(),
  /** Why this camera hangs there, in words: a privacy notice needs it. */
  purpose: v.string(),
  /** px of the frames it delivers. */
  width: v.pipe(whole, v.minValue(1)),
  height: v.pipe(whole, v.minValue(1)),
  intrinsics,
  pose,
  calibration,
  /** How it was calibrated before, the newest first: any of them can be brought back. */
  earlier: v.optional(v.array(v.strictObject({ intrinsics, pose, calibration }))),
  /**
   * How its clock differs from the session's, as far as was measured: its stamps minus the time something happened; positive
   * when they are late. What a run finds out beyond that is not stored here.
   */
  clock: v.optional(
    v.strictObject({
      /** At µs 0 of a session. */
      offsetMicros: v.pipe(whole, v.minValue(-MOST_OFFSET), v.maxValue(MOST_OFFSET)),
      /** How much faster its clock goes, in parts of a million. */
      driftPpm: v.optional(v.pipe(finite, v.minValue(-1000), v.maxValue(1000))),
    }),
  ),
  /** Painted over before anything looks at the frame or stores it, px. */
  masks: v.array(polygon),
  /** How much of the network it gets against other live cameras; 1 when left out. */
  priority: v.optional(positive),
});

const plate = v.strictObject({
  id,
  /** Centre of the plate's surface, m. */
  at: v.strictTuple([finite, finite, finite]),
  /** Along and into the shelf, m. */
  width: positive,
  depth: positive,
});

const shelf = v.strictObject({ id, name: v.string(), plates: v.array(plate) });

const fixture = v.strictObject({
  id,
  name: v.string(),
  /** What it covers on the floor, m. */
  footprint: polygon,
  shelves: v.array(shelf),
});

const sensor = v.strictObject({ id, kind: v.literal('scale'), plate: id, rateHz: positive });

const sku = v.strictObject({
  /** As printed on the pack. Foreign data keeps codes whose check digit is wrong. */
  gtin: id,
  name: v.string(),
  /** g; `null` when unknown. */
  unitWeight: v.nullable(positive),
  /** Cents, VAT included; `null` when unknown. */
  price: v.nullable(v.pipe(whole, v.minValue(0))),
  /** As a fraction: 0.06. */
  vatRate: v.pipe(finite, v.minValue(0), v.maxValue(1)),
  /** What it looks like. Shown beside its name: no step of the pipeline reads it. */
  picture: v.optional(picturePath),
});

/** A facing without `gtin` is an empty one. */
const facing = v.strictObject({ id, gtin: v.nullable(id), plates: v.array(id) });

const recording = v.strictObject({
  id,
  /** ISO 8601 wall-clock time of µs 0; `null` when unknown. */
  startedAt: v.nullable(v.string()),
  /**
   * Video. A clip's own time 0 is at `offset` µs. Several clips of one camera are the parts of one picture: what one
   * shows when the next has begun is left out.
   */
  clips: v.array(v.strictObject({ camera: id, path, offset: whole })),
  /** CSV `time_us,grams`, one a sensor. */
  readings: v.array(v.strictObject({ sensor: id, path })),
  /** JSON lines of people already placed on the floor. */
  sightings: v.array(v.strictObject({ source: id, path })),
  /** What is known to have happened. Only shown beside the results: no step of the pipeline reads it. */
  labels: v.nullable(path),
});

export const projectSchema = v.strictObject({
  format: v.literal(PROJECT_FORMAT),
  version: v.literal(PROJECT_VERSION),
  name: v.string(),
  /** ISO 4217 */
  currency: v.pipe(v.string(), v.length(3)),
  /** Where the data came from and what was doubtful about it. */
  notes: v.array(v.string()),
  plan: v.strictObject({ outline: polygon, zones: v.array(zone) }),
  cameras: v.array(camera),
  fixtures: v.array(fixture),
  sensors: v.array(sensor),
  skus: v.array(sku),
  planogram: v.strictObject({ version: v.string(), facings: v.array(facing) }),
  recordings: v.array(recording),
});

export type Project = v.InferOutput<typeof projectSchema>;
export type ProjectCamera = Project['cameras'][number];
export type Fixture = Project['fixtures'][number];
export type Shelf = Fixture['shelves'][number];
export type Plate = Shelf['plates'][number];
export type Sku = Project['skus'][number];
export type Facing = Project['planogram']['facings'][number];
export type Recording = Project['recordings'][number];
