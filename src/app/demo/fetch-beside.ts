import { WorkbenchError } from '#core/errors/workbench-error.ts';

/**
 * A file that stands beside the page, as in `public`.
 *
 * @throws WorkbenchError `demo/missing` naming the file that is not there; the signal's reason once it is aborted.
 */
export async function fetchBeside(path: string, signal?: AbortSignal): Promise<Blob> {
  const address = `./${path}`;
  try {
    const response = await fetch(address, { signal: signal ?? null });
    if (!response.ok) throw missing(address, `the server answers ${response.status}`);
    // Some hosts answer with their page where a file is missing.
    if (response.headers.get('Content-Type')?.startsWith('text/html'))
      throw missing(address, 'the server has a page there');
    return await response.blob();
  } catch (cause) {
    signal?.throwIfAborted();
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
