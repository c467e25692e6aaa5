import { WorkbenchError } from '#core/errors/workbench-error.ts';

/**
 * A failure of the browser's storage in words, when it is one that a person can do something about.
 *
 * @param what - What could not be kept, as the start of a sentence: `The session “Monday”`.
 * @returns A `storage/quota` or `storage/newer-version`; any other `error` as it came.
 */
export function storageFailure(error: unknown, what: string): unknown {
  for (const cause of causes(error)) {
    if (cause instanceof WorkbenchError) return cause;
    if (cause.name === 'VersionError') return newerVersion(error);
    if (cause.name === 'QuotaExceededError') {
      return new WorkbenchError(
        'storage/quota',
        `${what} could not be kept: this browser gives OpenAisle no more space. Delete sessions you no longer need (export them first), or free space on the disk, and try again.`,
        { cause: error },
      );
    }
  }
  return error;
}

/** What is stored was written by a release that this one does not know. */
export function newerVersion(cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    'storage/newer-version',
    'What is stored in this browser was written by a newer OpenAisle. Nothing was changed; open it with that version, or reload the page to get it.',
    { cause },
  );
}

/** The error and what is inside it: Dexie wraps the browser's error in one of its own. */
function* causes(error: unknown): Generator<Error, void> {
  for (let e = error; e instanceof Error; e = 'inner' in e ? e.inner : e.cause) yield e;
}
