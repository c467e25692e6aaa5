/** Values of a text file, each with the line it stands on, so that whoever finds one wrong can say where. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';

export interface StorageNode {
  /** From 1. */
  readonly line: number;
  readonly value: string | number | readonly StorageNode[] | StorageMap;
}

export type StorageMap = ReadonlyMap<string, StorageNode>;

/** Nothing that cameras are written in is nested more deeply. */
export const DEEPEST = 40;

interface MapNode extends StorageNode {
  readonly value: StorageMap;
}

interface ListNode extends StorageNode {
  readonly value: readonly StorageNode[];
}

export const isMap = (node: StorageNode): node is MapNode => node.value instanceof Map;

export const isList = (node: StorageNode): node is ListNode => Array.isArray(node.value);

/** @returns The word or number it is, as a text; `''` of a list or a map. */
export const wordOf = ({ value }: StorageNode): string => (typeof value === 'object' ? '' : String(value));

/** @param text - Unquoted. @returns The number it is, or itself. */
export function scalarOf(text: string): string | number {
  const number = Number(text);
  return text !== '' && Number.isFinite(number) ? number : text;
}

/** @param field - `camera_matrix.data`; `''` where the text itself is broken. */
export function wrongCameraFile(
  file: string,
  line: number,
  field: string,
  why: string,
  code: 'camera-file/malformed' | 'camera-file/mirrored' = 'camera-file/malformed',
): WorkbenchError {
  const subject = field === '' ? '' : `${field} `;
  return new WorkbenchError(code, `${file}:${line}: ${subject}${why}.`, {
    details: { file, line, ...(field === '' ? {} : { field }) },
  });
}
