/** `manifest.json` of a session archive: what the session is, and what is in the archive. See `docs/formats.md`. */
import * as v from 'valibot';
import { type Micros, micros } from '#core/time/micros.ts';
import type { ProjectFile, Session } from '#storage/session.ts';

export const ARCHIVE_FORMAT = 'openaisle-session';
/** The newest there is. Version 2 is of results in which something was taken back; all others are written as version 1. */
export const ARCHIVE_VERSION = 2;

export interface ArchiveManifest {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly version: 1 | typeof ARCHIVE_VERSION;
  readonly session: Session;
  /** Footage the session was made from, whether the archive carries it (as `media/<sha256>.…`) or not. */
  readonly files: readonly ProjectFile[];
  /** Every other entry. */
  readonly entries: readonly ProjectFile[];
}

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const whole = v.pipe(v.number(), v.safeInteger());
const time: v.GenericSchema<number, Micros> = v.pipe(whole, v.transform(micros));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u, 'is not a SHA-256 in lower-case hexadecimal'));
const file = v.strictObject({ path: text, size: v.pipe(whole, v.minValue(0)), sha256 });

/** It names rows, locks and addresses. */
const sessionId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/u, 'is not 1 to 64 letters, digits, “_” and “-”'));

const session = v.strictObject({
  id: sessionId,
  name: v.string(),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  project: v.strictObject({ id: text, name: v.string() }),
  recording: text,
  model: v.nullable(v.strictObject({ name: v.string(), sha256 })),
  state: v.picklist(['interrupted', 'finished']),
  lastTime: time,
  figures: v.record(v.string(), v.number()),
});

export const manifestSchema = v.strictObject({
  format: v.literal(ARCHIVE_FORMAT),
  version: v.picklist([1, ARCHIVE_VERSION]),
  session,
  files: v.array(file),
  entries: v.array(file),
}) satisfies v.GenericSchema<unknown, ArchiveManifest>;
