import { WorkbenchError } from '#core/errors/workbench-error.ts';

/**
 * Fetches a part of the page's program that is not needed from the start.
 *
 * @param load - Holds the literal `import()`: the bundler looks for it.
 * @throws WorkbenchError `page/part-missing` when it does not arrive.
 */
export async function fetchPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new WorkbenchError('page/part-missing', `A part of the page did not arrive: ${why}`, { cause });
  }
}
