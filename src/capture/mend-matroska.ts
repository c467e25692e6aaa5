/**
 * A recording that was cut short: its last cluster promises more bytes than there are, and readers then give up on
 * the whole cluster, seconds of video. Here the promise is made to fit the last whole frame.
 *
 * Sources: RFC 8794 (EBML), §4 variable-size integers; RFC 9559 (Matroska), §5 element ids.
 */
const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;

/** The longest header: 4 bytes of id, 8 of size. */
const HEADER = 12;

interface Element {
  readonly id: number;
  readonly sizeAt: number;
  readonly dataAt: number;
  /** `null` when the writer did not know. */
  readonly size: number | null;
}

export interface Mended {
  /** The file itself when there was nothing to mend. */
  readonly file: Blob;
  /** It is a Matroska or WebM file that promises more than it holds. */
  readonly cut: boolean;
}

export async function mendMatroska(file: Blob): Promise<Mended> {
  const head = await elementAt(file, 0);
  const segment = head?.id === EBML ? await elementAt(file, endOf(head)) : null;
  if (segment?.id !== SEGMENT || endOf(segment) <= file.size) return { file, cut: false };

  let element = await elementAt(file, segment.dataAt);
  while (element !== null && element.size !== null && endOf(element) <= file.size) {
    element = await elementAt(file, endOf(element));
  }
  const mendable = element?.id === CLUSTER && element.size !== null;
  return { file: mendable ? await shortened(file, element!) : file, cut: true };
}

/** `file` up to the last whole block of its last `cluster`, and the cluster's size to match. */
async function shortened(file: Blob, { sizeAt, dataAt }: Element): Promise<Blob> {
  let end = dataAt;
  for (;;) {
    const child = await elementAt(file, end);
    if (child === null || child.size === null || endOf(child) > file.size) break;
    end = endOf(child);
  }
  const size = sizeOfLength(end - dataAt, dataAt - sizeAt);
  return new Blob([file.slice(0, sizeAt), size, file.slice(dataAt, end)], { type: file.type });
}

async function elementAt(file: Blob, at: number): Promise<Element | null> {
  const bytes = new Uint8Array(await file.slice(at, at + HEADER).arrayBuffer());
  const id = variable(bytes, 0);
  const size = id === null ? null : variable(bytes, id.length);
  if (id === null || size === null) return null;
  return {
    // Ids are written with their marker bit, sizes are meant without it. A size of nothing but ones is unknown.
    id: id.value + 2 ** (7 * id.length),
    sizeAt: at + id.length,
    dataAt: at + id.length + size.length,
    size: size.value === 2 ** (7 * size.length) - 1 ? null : size.value,
  };
}

function endOf({ dataAt, size }: Element): number {
  return dataAt + (size ?? 0);
}

/** A variable-size integer without its marker bit: as many zeros before that bit as bytes behind the first. */
function variable(bytes: Uint8Array, at: number): { value: number; length: number } | null {
  const first = bytes[at];
  if (first === undefined || first === 0) return null;
  const length = Math.clz32(first) - 23;
  const rest = bytes.subarray(at + 1, at + length);
  if (rest.length < length - 1) return null;
  const start = first - (1 << (8 - length));
  return { value: rest.reduce((sum, byte) => sum * 256 + byte, start), length };
}

/** `size` in exactly `length` bytes, so that nothing behind it moves. */
function sizeOfLength(size: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = length - 1, rest = size; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes[0]! |= 1 << (8 - length);
  return bytes;
}
