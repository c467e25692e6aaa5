/** The recordings of the AiFi nanostore as store projects. See `docs/formats.md`. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { readProject } from '#core/planning/read-project.ts';
import { PROJECT_FILE } from '#storage/project-bundle.ts';
import { writeZip } from '#storage/write-zip.ts';
import { importBenchmark1 } from './benchmark-1.ts';
import { importCpsTest01 } from './cps-test-01.ts';
import { type ForeignFolder, openFolder } from './foreign.ts';
import type { Imported } from './imported.ts';

const recordings: Readonly<Record<string, (folder: ForeignFolder) => Imported>> = {
  'cps-test-01': importCpsTest01,
  'benchmark-1': importBenchmark1,
};

export const AIFI_RECORDINGS = Object.keys(recordings);

/**
 * @param folder - In the layout of `aifi-nanostore`.
 * @param recording - One of {@link AIFI_RECORDINGS}.
 * @throws WorkbenchError `cli/usage`, `project/missing-file`, `dataset/malformed`
 */
export function importAifi(folder: string, recording: string): Imported {
  const importer = Object.hasOwn(recordings, recording) ? recordings[recording] : undefined;
  if (!importer) {
    throw new WorkbenchError('cli/usage', `"${recording}" is no recording: there are ${AIFI_RECORDINGS.join(', ')}.`);
  }
  const { project, files } = importer(openFolder(folder));
  return { project: readProject(project, PROJECT_FILE), files };
}

/** The project file first, then its files in their order. */
export function zipImported({ project, files }: Imported): Promise<Blob> {
  return writeZip([{ path: PROJECT_FILE, data: `${JSON.stringify(project, null, 2)}\n` }, ...files]);
}
