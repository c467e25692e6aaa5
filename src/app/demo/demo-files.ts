/** The demo store that comes with the page: its project and the recording of it, fetched from beside the page. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Project } from '#core/planning/project.ts';
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
  const { run, shown } = pathsOf(readProject(JSON.parse(await text.text()), PROJECT_FILE));
  // Without one of them nobody needs the others.
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let here = 0;
  const fetched = async (path: string) => {
    const blob = await fetchFile(path, either);
    tell(++here / (run.length + shown.length));
    return { path, blob };
  };
  try {
    const needed = Promise.all(run.map(fetched));
    const beside = Promise.allSettled(shown.map(fetched));
    const files = [
      ...(await needed),
      ...(await beside).flatMap((each) => (each.status === 'fulfilled' ? each.value : [])),
    ];
    signal.throwIfAborted();
    return await openProjectFolder([{ path: PROJECT_FILE, blob: text }, ...files], DEMO);
  } finally {
    stop.abort();
  }
}

/** What a run reads, and what is only shown: without that the demo is poorer, and runs. */
function pathsOf({ recordings, skus }: Project): Readonly<Record<'run' | 'shown', readonly string[]>> {
  const run = recordings.flatMap(({ clips, readings, sightings }) => [...clips, ...readings, ...sightings]);
  const shown = [...recordings.map(({ labels }) => labels), ...skus.map(({ picture }) => picture)];
  return { run: run.map(({ path }) => path), shown: shown.filter((path) => path != null) };
}

async function fetchFile(path: string, signal: AbortSignal): Promise<Blob> {
  const address = `./${DEMO}/${path}`;
  try {
    const response = await fetch(address, { signal });
    if (!response.ok) throw missing(address, `the server answers ${response.status}`);
    // Some hosts answer with their page where a file is missing.
    if (response.headers.get('Content-Type')?.startsWith('text/html'))
      throw missing(address, 'the server has a page there');
    return await response.blob();
  } catch (cause) {
    signal.throwIfAborted();
    throw cause instanceof WorkbenchError ? cause : missing(address, String(cause), cause);
  }
}

function missing(file: string, why: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    'demo/missing',
    `${file} could not be fetched: ${why}. Open the page once with a network; after that the demo needs none.`,
    { details: { file }, cause },
  );
}
