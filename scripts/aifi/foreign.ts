/** Reads somebody else's files, and says where they are not what they should be. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { fieldPath } from '#core/planning/field-path.ts';

/** The folder in the layout of `aifi-nanostore`. */
export interface ForeignFolder {
  bytes(path: string): Uint8Array<ArrayBuffer>;
  text(path: string): string;
}

/** @throws WorkbenchError `project/missing-file` when a file the import needs is not in the folder. */
export function openFolder(folder: string): ForeignFolder {
  const bytes = (path: string): Uint8Array<ArrayBuffer> => {
    const absolute = join(folder, path);
    if (!existsSync(absolute)) {
      throw new WorkbenchError('project/missing-file', `${folder} holds no ${path}. Name the aifi-nanostore folder.`, {
        details: { folder, path },
      });
    }
    return new Uint8Array(readFileSync(absolute));
  };
  return { bytes, text: (path) => new TextDecoder().decode(bytes(path)) };
}

/** @throws WorkbenchError `dataset/malformed` naming file and field. */
export function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown, where: string): T {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const field = fieldPath((issue.path ?? []).map((step) => step.key));
  throw new WorkbenchError('dataset/malformed', `${where}: ${field}: ${issue.message}.`, { details: { where, field } });
}

/** @throws WorkbenchError `dataset/malformed` naming file and line. */
export function readJsonLines<T>(schema: v.GenericSchema<unknown, T>, text: string, file: string): T[] {
  return text
    .split('\n')
    .map((line, i) => ({ line, where: `${file}:${i + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, where }) => checked(schema, parseJson(line, where), where));
}

export function readJson<T>(schema: v.GenericSchema<unknown, T>, text: string, file: string): T {
  return checked(schema, parseJson(text, file), file);
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new WorkbenchError('dataset/malformed', `${where}: is no JSON.`, { details: { where }, cause });
  }
}
