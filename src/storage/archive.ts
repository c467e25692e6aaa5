/**
 * A session as one `.zip`: its journal, its results and, if asked for, its footage. Byte by byte in `docs/formats.md`.
 *
 * Reading trusts nothing: every entry is checked against the hash in the manifest before any of it is used. Pure
 * blobs in and out, so it runs in Node as in the browser.
 */
import * as v from 'valibot';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { ARCHIVE_FORMAT, ARCHIVE_VERSION } from '#storage/archive-format.ts';
import { type ArchiveManifest, manifestSchema } from '#storage/archive-manifest.ts';
import { resultsSchema } from '#storage/archive-results.ts';
import { splitChunks, unpackChunk } from '#storage/journal-format.ts';
import type { ProjectFile, Session, SessionResults, StoredProject } from '#storage/session.ts';
import { hashBlob } from '#storage/sha256.ts';
import { ByteProgress, type OnProgress } from '#storage/progress.ts';
import type { ZipEntry } from '#storage/zip-entry.ts';
import { type ZipInput, streamZip, writeZip } from '#storage/write-zip.ts';
import { readZip } from '#storage/zip.ts';

export interface ArchiveParts {
  /** A session that is still running is archived as interrupted. */
  readonly session: Session;
  readonly project: StoredProject;
  /** Journal chunks, one or more whole ones in each blob. */
  readonly journal: readonly Blob[];
  /** `null` when they were deleted: whoever reads the archive can compute them. */
  readonly results: SessionResults | null;
  /** Footage by its SHA-256; what is not in here is not carried. */
  readonly clips: ReadonlyMap<string, Blob>;
}

export interface SessionArchive extends ArchiveParts {
  /** What the user calls the archive. */
  readonly name: string;
  /** Footage the session was made from and the archive does not carry. */
  readonly missing: readonly ProjectFile[];
}

/** Equal parts make equal bytes. */
export async function writeArchive(parts: ArchiveParts): Promise<Blob> {
  return writeZip(await entriesOf(parts));
}

/**
 * Writes an archive into `target` and closes it; aborts it when the archive cannot be finished.
 *
 * @throws The signal's reason once it is aborted.
 */
export async function streamArchive(
  parts: ArchiveParts,
  target: WritableStream<Uint8Array>,
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<void> {
  // Every byte is read twice: for its hash, and to be written.
  const progress = new ByteProgress(2 * sizeOf(contentsOf(parts).values()), onProgress ?? (() => undefined));
  let entries: readonly ZipInput[];
  try {
    entries = await entriesOf(parts, progress, signal);
  } catch (error) {
    await target.abort(error);
    throw error;
  }
  await streamZip(entries, target, (bytes) => progress.within(bytes), signal);
}

async function entriesOf(parts: ArchiveParts, progress?: ByteProgress, signal?: AbortSignal): Promise<ZipInput[]> {
  const { session, project } = parts;
  const contents = contentsOf(parts);
  const entries: ProjectFile[] = [];
  for (const [path, blob] of contents) {
    const sha256 = await hashBlob(blob, (bytes) => progress?.within(bytes), signal);
    entries.push({ path, size: blob.size, sha256 });
    progress?.passed(blob.size);
  }
  const manifest: ArchiveManifest = {
    format: ARCHIVE_FORMAT,
    version: ARCHIVE_VERSION,
    session: session.state === 'running' ? { ...session, state: 'interrupted' } : session,
    files: project.files,
    entries,
  };
  return [
    { path: 'manifest.json', data: json(manifest) },
    // Journal and files are stored as they are: they can be read in place, however long the session was.
    ...[...contents].map(([path, data]) => ({ path, data, compress: path.endsWith('.json') })),
  ];
}

function contentsOf({ project, journal, results, clips }: ArchiveParts): ReadonlyMap<string, Blob> {
  const contents = new Map<string, Blob>([['project.json', new Blob([project.text])]]);
  journal.forEach((blob, i) => contents.set(`journal/${String(i + 1).padStart(6, '0')}.bin`, blob));
  if (results) contents.set('results.json', json(results));
  for (const file of project.files) {
    const clip = clips.get(file.sha256);
    if (clip) contents.set(clipPath(file), clip);
  }
  return contents;
}

const sizeOf = (things: Iterable<{ readonly size: number }>): number =>
  [...things].reduce((sum, { size }) => sum + size, 0);

/**
 * @param archive - Its parts are read from it while they are used; keep it.
 * @param name - What the user calls it, for messages.
 * @param onProgress - Told how much has been checked.
 * @throws WorkbenchError `zip/refused`, `archive/newer-version`, or `archive/malformed` naming archive and entry.
 */
export async function readArchive(
  archive: Blob,
  name: string,
  onProgress: OnProgress = () => undefined,
  signal?: AbortSignal,
): Promise<SessionArchive> {
  const zip = await readZip(archive, undefined, name);
  const manifest = await readManifest(zip, name);
  const { session, files, entries } = manifest;

  const contents = new Map<string, Blob>();
  const progress = new ByteProgress(sizeOf(entries), onProgress);
  for (const entry of entries) {
    contents.set(entry.path, await verified(zip, entry, name, progress, signal));
    progress.passed(entry.size);
  }

  const project = contents.get('project.json') ?? malformed(name, 'project.json', 'the manifest does not list it');
  const results = contents.get('results.json');
  for (const file of files) {
    const clip = entries.find(({ path }) => path === clipPath(file));
    if (clip && clip.sha256 !== file.sha256) malformed(name, clip.path, 'it is not the footage its name says');
  }
  return {
    name,
    session,
    project: { name: session.project.name, text: await project.text(), files },
    journal: [...contents].filter(([path]) => path.startsWith('journal/')).map(([, blob]) => blob),
    results: results ? check(resultsSchema, await results.text(), name, 'results.json') : null,
    clips: new Map(files.flatMap((file) => pair(file.sha256, contents.get(clipPath(file))))),
    missing: files.filter((file) => !contents.has(clipPath(file))),
  };
}

/**
 * The inputs of the session in their order, chunk by chunk.
 *
 * @throws WorkbenchError `archive/malformed` naming archive, entry and place.
 */
export async function* readInputs(archive: SessionArchive): AsyncGenerator<readonly SceneInput[], void> {
  for (const [i, blob] of archive.journal.entries()) {
    const place = `${archive.name}: part ${i + 1} of the journal`;
    for (const chunk of splitChunks(new Uint8Array(await blob.arrayBuffer()), place)) yield unpackChunk(chunk, place);
  }
}

async function readManifest(zip: ReadonlyMap<string, ZipEntry>, name: string): Promise<ArchiveManifest> {
  const entry = zip.get('manifest.json') ?? malformed(name, 'manifest.json', 'it is not there');
  const text = await entry.text();
  const head = check(v.object({ format: v.string(), version: v.number() }), text, name, 'manifest.json');
  if (head.format !== ARCHIVE_FORMAT) malformed(name, 'manifest.json', `it is of the format “${head.format}”`);
  if (head.version > ARCHIVE_VERSION) {
    throw new WorkbenchError(
      'archive/newer-version',
      `${name} was written by a newer OpenAisle: manifest.json is of version ${head.version}, this one reads ${ARCHIVE_VERSION}. Update OpenAisle to open it.`,
      { details: { archive: name, entry: 'manifest.json', version: head.version } },
    );
  }
  return check(manifestSchema(head.version), text, name, 'manifest.json');
}

async function verified(
  zip: ReadonlyMap<string, ZipEntry>,
  entry: ProjectFile,
  name: string,
  progress: ByteProgress,
  signal: AbortSignal | undefined,
): Promise<Blob> {
  const found = zip.get(entry.path) ?? malformed(name, entry.path, 'it is listed in manifest.json and not there');
  const blob = await found.blob();
  const sha256 = await hashBlob(blob, (bytes) => progress.within(bytes), signal);
  if (sha256 !== entry.sha256) malformed(name, entry.path, 'its content is not what was written');
  return blob;
}

function check<T>(schema: v.GenericSchema<unknown, T>, text: string, name: string, entry: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    malformed(name, entry, 'it is not JSON');
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  return malformed(name, entry, `${v.getDotPath(issue) ?? 'its top level'}: ${issue.message}`);
}

/** @param reason - Half a sentence about the entry. */
export function malformed(name: string, entry: string, reason: string): never {
  throw new WorkbenchError(
    'archive/malformed',
    `${name} is not a whole session archive: ${entry} is wrong (${reason}). Nothing was imported; export the session again.`,
    { details: { archive: name, entry } },
  );
}

/** The extension lets a person who unzips the archive play the clip. */
function clipPath({ path, sha256 }: ProjectFile): string {
  return `media/${sha256}${/\.[a-z0-9]{1,5}$/iu.exec(path)?.[0].toLowerCase() ?? ''}`;
}

function json(value: unknown): Blob {
  return new Blob([`${JSON.stringify(value, null, 2)}\n`]);
}

function pair<K, V>(key: K, value: V | undefined): readonly (readonly [K, V])[] {
  return value === undefined ? [] : [[key, value]];
}
