import { WorkbenchError } from '#core/errors/workbench-error.ts';

/** Why an archive is not read, before the archive's name is put to it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** @param cause - A `Refusal`, or what the zip library had to say. */
export function refused(archive: string, cause: unknown): WorkbenchError {
  if (cause instanceof WorkbenchError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new WorkbenchError('zip/refused', `${archive} was not opened: ${reason}.`, {
    details: { archive, reason },
    cause,
  });
}

/** A file knows its name, a bare blob does not. */
export function nameOf(archive: Blob): string {
  return archive instanceof File ? archive.name : 'The archive';
}
