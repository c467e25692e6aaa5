import { WorkbenchError } from '#core/errors/workbench-error.ts';

/** A failure in words a person can act on. */
export interface Problem {
  readonly code: string;
  readonly sentence: string;
  /** A command line that mends it, to be copied; `null` when there is none. */
  readonly command: string | null;
  readonly reassurance: string;
}

/** Turns whatever was thrown into words. Anything that is not a {@link WorkbenchError} is a mistake of ours. */
export function problemOf(error: unknown): Problem {
  if (error instanceof WorkbenchError) {
    const { convert } = error.details;
    return {
      code: error.code,
      sentence: error.message,
      command: typeof convert === 'string' ? convert : null,
      reassurance: 'Nothing that was stored before has changed.',
    };
  }
  return {
    code: error instanceof Error ? error.name : 'Error',
    sentence: `Something in OpenAisle broke: ${error instanceof Error ? error.message : String(error)}`,
    command: null,
    reassurance: 'What was stored before is still there. Please report this with what you did last.',
  };
}

/** A person stopped it; nothing failed. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
