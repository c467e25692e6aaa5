/** The demo store that comes with the page: its project and the recording of it, fetched from beside the page. */
import type { Project } from '#core/planning/project.ts';
import { readProject } from '#core/planning/read-project.ts';
import { PROJECT_FILE, type ProjectBundle, openProjectFolder } from '#storage/project-bundle.ts';
import { fetchBeside } from '#app/demo/fetch-beside.ts';

/** The folder beside the page, as in `public`. */
export const DEMO = 'demo';

/**
 * @param tell - How many files are here, in `[0, 1]`.
 * @throws WorkbenchError `demo/missing` naming the file that is not there; the signal's reason once it is aborted.
 */
export async function fetchDemo(tell: (share: number) => void, signal: AbortSignal): Promise<ProjectBundle> {
  const text = await fetchBeside(`${DEMO}/${PROJECT_FILE}`, signal);
  const { run, shown } = pathsOf(readProject(JSON.parse(await text.text()), PROJECT_FILE));
  // Without one of them nobody needs the others.
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let here = 0;
  const fetched = async (path: string) => {
    const blob = await fetchBeside(`${DEMO}/${path}`, either);
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
