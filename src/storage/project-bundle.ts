/** A store project with its files, from an archive or a folder. What a file holds is read when it is asked for. */
import type { PeopleSighting } from '#core/detection/sighting.ts';
import { type ReadingSeries, readReadingsInParts } from '#core/datasets/readings-csv.ts';
import { fetchPart } from '#core/errors/fetch-part.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { wrongWithPath } from '#core/planning/bundle-path.ts';
import type { Project, Recording } from '#core/planning/project.ts';
import { readProject } from '#core/planning/read-project.ts';
import { requireRecordingFiles } from '#core/planning/recording-files.ts';
import type { ZipEntry } from '#storage/zip-entry.ts';
import { takeTurns } from '#storage/turn.ts';
import { ZIP_LIMITS } from '#storage/zip-limits.ts';
import { readZip } from '#storage/zip.ts';

export const PROJECT_FILE = 'project.json';

/** A file of a project, wherever it lies. */
export type BundleFile = ZipEntry;

export interface ProjectBundle {
  readonly project: Project;
  /** By their paths inside the project: `clips/cam1.webm`. */
  readonly files: ReadonlyMap<string, BundleFile>;
}

/**
 * @param archive - Read piece by piece while the bundle is used; keep it.
 * @param name - What the user calls it, for messages.
 * @throws WorkbenchError `zip/refused`, `project/malformed`, `project/newer-version`, `project/missing-file`
 */
export async function openProjectZip(archive: Blob, name: string): Promise<ProjectBundle> {
  return openProject(await readZip(archive, ZIP_LIMITS, name), name);
}

/**
 * @param files - As a folder picker or a drop gives them, with or without the folder's own name in front.
 * @throws WorkbenchError `project/malformed`, `project/newer-version`, `project/missing-file`
 */
export async function openProjectFolder(
  files: readonly { readonly path: string; readonly blob: Blob }[],
  name: string,
): Promise<ProjectBundle> {
  const found = new Map<string, BundleFile>();
  for (const { path, blob } of files) {
    if (wrongWithPath(path) !== null) continue; // no project can name it
    found.set(path, { path, size: blob.size, blob: () => Promise.resolve(blob), text: () => blob.text() });
  }
  return openProject(found, name);
}

async function openProject(found: ReadonlyMap<string, BundleFile>, name: string): Promise<ProjectBundle> {
  const root = findRoot(found, name);
  const files = new Map<string, BundleFile>();
  for (const [path, file] of found) if (path.startsWith(root)) files.set(path.slice(root.length), file);

  const project = readProject(parseJson(await files.get(PROJECT_FILE)!.text(), name), PROJECT_FILE);
  requireRecordingFiles(project, PROJECT_FILE, (path) => files.has(path));
  return { project, files };
}

/** Where the project file lies: at the top, or in the one folder that was packed or dropped. */
function findRoot(found: ReadonlyMap<string, BundleFile>, name: string): string {
  if (found.has(PROJECT_FILE)) return '';
  const inFolders = [...found.keys()].filter((path) => /^[^/]+\/project\.json$/u.test(path));
  const only = inFolders[0];
  if (only !== undefined && inFolders.length === 1) return only.slice(0, -PROJECT_FILE.length);
  const what = only === undefined ? `holds no ${PROJECT_FILE}` : `holds several projects: ${inFolders.join(', ')}`;
  throw new WorkbenchError('project/missing-file', `${name} ${what}. Open a store project: a folder or a .zip.`, {
    details: { archive: name, path: PROJECT_FILE },
  });
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new WorkbenchError('project/malformed', `${name}: ${PROJECT_FILE} is no JSON (${String(cause)}).`, {
      details: { file: PROJECT_FILE, archive: name },
      cause,
    });
  }
}

/** The readings of one sensor over a recording. */
export interface SensorSeries extends ReadingSeries {
  readonly sensor: string;
}

/** Files are inflated this many at a time: waiting for one after the other doubles the time. */
const AT_ONCE = 16;

/**
 * Whoever else waits for this thread has turns in between.
 *
 * @returns One series a sensor, in the recording's order.
 * @throws WorkbenchError `project/malformed` naming file and line; `zip/refused`
 */
export async function* readReadings(bundle: ProjectBundle, recording: Recording): AsyncGenerator<SensorSeries> {
  const othersToo = takeTurns();
  for (let from = 0; from < recording.readings.length; from += AT_ONCE) {
    const group = recording.readings.slice(from, from + AT_ONCE);
    const texts = await Promise.all(group.map(({ path }) => fileAt(bundle, path).text()));
    for (const [i, { sensor, path }] of group.entries()) {
      const reading = readReadingsInParts(texts[i]!, path);
      let part = reading.next();
      for (; !part.done; part = reading.next()) await othersToo();
      yield { sensor, ...part.value };
      await othersToo();
    }
  }
}

/**
 * Whoever else waits for this thread has turns in between.
 *
 * @returns What every positioning system of the recording saw: source by source, in the files' order.
 * @throws WorkbenchError `project/malformed` naming file and line; `zip/refused`
 */
export async function* readPeopleSightings(
  bundle: ProjectBundle,
  recording: Recording,
): AsyncGenerator<PeopleSighting> {
  if (recording.sightings.length === 0) return;
  const { eachPeopleSighting } = await fetchPart(() => import('#core/datasets/people-sightings.ts'));
  const othersToo = takeTurns();
  for (const { source, path } of recording.sightings) {
    for (const sighting of eachPeopleSighting(await fileAt(bundle, path).text(), source, path)) {
      yield sighting;
      await othersToo();
    }
  }
}

/** @throws WorkbenchError `project/missing-file` */
function fileAt(bundle: ProjectBundle, path: string): BundleFile {
  const file = bundle.files.get(path);
  if (file) return file;
  throw new WorkbenchError('project/missing-file', `"${path}" is not in the project.`, { details: { path } });
}
