/** `manifest.json` of a session archive: what the session is, and what is in the archive. See `docs/formats.md`. */
import * as v from 'valibot';
import { type Micros, micros } from '#core/time/micros.ts';
import { ARCHIVE_FORMAT, ARCHIVE_VERSION } from '#storage/archive-format.ts';
import { completeSettings } from '#core/pipeline/settings.ts';
import { settingsSchema } from '#storage/archive-settings.ts';
import type { ProjectFile, Session } from '#storage/session.ts';
import { settingsBeforeV3 } from '#storage/versions/settings-before-v3.ts';

export interface ArchiveManifest {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly version: typeof ARCHIVE_VERSION;
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

const oldSession = {
  id: sessionId,
  name: v.string(),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  project: v.strictObject({ id: text, name: v.string() }),
  recording: text,
  model: v.nullable(v.strictObject({ name: v.string(), sha256 })),
  state: v.picklist(['interrupted', 'finished']),
  lastTime: time,
  figures: v.record(v.string(), v.number()),
};

const parts = { format: v.literal(ARCHIVE_FORMAT), files: v.array(file), entries: v.array(file) };

/** Of archives that do not say what their session was run with. */
const oldManifest = v.pipe(
  v.strictObject({ ...parts, version: v.picklist([1, 2]), session: v.strictObject(oldSession) }),
  v.transform(({ session, ...rest }): ArchiveManifest => ({
    ...rest,
    version: ARCHIVE_VERSION,
    session: { ...session, settings: completeSettings(settingsBeforeV3) },
  })),
);

const manifest = v.strictObject({
  ...parts,
  version: v.literal(ARCHIVE_VERSION),
  session: v.strictObject({ ...oldSession, settings: settingsSchema }),
});

/** @param version - As the manifest says; of a version that never was it refuses everything. */
export const manifestSchema = (version: number): v.GenericSchema<unknown, ArchiveManifest> =>
  version < 3 ? oldManifest : manifest;
