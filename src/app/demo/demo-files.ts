/** The demo store that comes with the page: its project and the recording of it, fetched from beside the page. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { readProject } from '#core/planning/read-project.ts';
import { PROJECT_FILE, type ProjectBundle, openProjectFolder } from '#storage/project-bundle.ts';

/** The folder beside the page, as in `public`. */
export const DEMO = 'demo';

/**
 * @param tell - How many files are here, in `[0, 1]`.
 * @throws WorkbenchError `demo/missing` naming the file that is not there; the signal's reason once it is aborted.
 */
export async function fetchDemo(tell: (share: number) => void, signal: AbortSignal): Promise<ProjectBundle> {
  const text = await fetchFile(PROJECT_FILE, signal);
  const project = readProject(JSON.parse(await text.text()), PROJECT_FILE);
  const paths = project.recordings.flatMap(({ clips, readings, sightings, labels }) => [
    ...[...clips, ...readings, ...sightings].map(({ path }) => path),
    ...(labels === null ? [] : [labels]),
  ]);
  let here = 0;
  const files = await Promise.all(
    paths.map(async (path) => {
      const blob = await fetchFile(path, signal);
      tell(++here / paths.length);
      return { path, blob };
    }),
  );
  return openProjectFolder([{ path: PROJECT_FILE, blob: text }, ...files], DEMO);
}

async function fetchFile(path: string, signal: AbortSignal): Promise<Blob> {
  const address = `./${DEMO}/${path}`;
  const response = await fetch(address, { signal }).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw missing(address, String(cause), cause);
  });
  if (!response.ok) throw missing(address, `the server answers ${response.status}`);
  return response.blob();
}

function missing(file: string, why: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    'demo/missing',
    `${file} could not be fetched: ${why}. Open the page once with a network; after that the demo needs none.`,
    { details: { file }, cause },
  );
}
