/** Carries our errors out of a page: whatever it throws arrives in Node as text. */
import type { ErrorCode } from '#core/errors/catalogue.ts';
import { type ErrorDetails, WorkbenchError } from '#core/errors/workbench-error.ts';

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails };

export async function answer<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    const { code, message, details } = error;
    return { ok: false, code, message, details };
  }
}

/** @throws WorkbenchError that was thrown in the page. */
export function taken<T>(given: Answer<T>): T {
  if (given.ok) return given.value;
  throw new WorkbenchError(given.code, given.message, { details: given.details });
}
