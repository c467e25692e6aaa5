/** The numbers of a matrix, however it is written: flat, row by row, or as OpenCV does with `rows`, `cols` and `data`. */
import {
  type StorageMap,
  type StorageNode,
  isList,
  isMap,
  wordOf,
  wrongCameraFile,
} from '#core/datasets/storage-node.ts';

/** Where a value stands, for messages. */
export interface Place {
  readonly file: string;
  /** `cam1.camera_matrix` */
  readonly field: string;
}

/** Whether it may be a matrix: anything with numbers in it. */
export function isMatrix(node: StorageNode): boolean {
  if (isMap(node)) return node.value.has('data');
  if (!isList(node)) return typeof node.value === 'number';
  return node.value.every((item) => typeof item.value === 'number' || (isList(item) && isMatrix(item)));
}

/**
 * @param counts - How many numbers it may have.
 * @throws WorkbenchError `camera-file/malformed`
 */
export function numbersOf(node: StorageNode, place: Place, counts: readonly number[] | null = null): number[] {
  const numbers = isMap(node) ? dataOf(node.value, node.line, place) : flat(node, place);
  if (counts === null || counts.includes(numbers.length)) return numbers;
  const expected = counts.join(' or ');
  throw wrongCameraFile(place.file, node.line, place.field, `has ${numbers.length} numbers; expected ${expected}`);
}

function dataOf(matrix: StorageMap, line: number, { file, field }: Place): number[] {
  const data = matrix.get('data');
  if (data === undefined) throw wrongCameraFile(file, line, field, 'is no matrix: it has no data');
  const numbers = flat(data, { file, field: `${field}.data` });
  const [rows, cols] = ['rows', 'cols'].map((name) => matrix.get(name)?.value);
  if (typeof rows !== 'number' || typeof cols !== 'number') return numbers;
  // “2d” is two numbers an element.
  const type = matrix.get('dt');
  const channels = Number(/^\d+/u.exec(type === undefined ? '' : wordOf(type))?.[0] ?? 1);
  const expected = rows * cols * channels;
  if (numbers.length === expected) return numbers;
  const why = `has ${numbers.length} numbers; expected ${expected}, rows × cols`;
  throw wrongCameraFile(file, data.line, `${field}.data`, why);
}

function flat(node: StorageNode, place: Place): number[] {
  const { line, value } = node;
  if (typeof value === 'number') return [value];
  if (isList(node)) return node.value.flatMap((item) => flat(item, place));
  const shown =
    typeof value === 'string' ? (value === '' ? 'is empty' : `has “${value.slice(0, 40)}”`) : 'has names in it';
  throw wrongCameraFile(place.file, line, place.field, `${shown}; expected numbers`);
}
