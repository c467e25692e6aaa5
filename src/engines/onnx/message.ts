import type { PbfReader } from 'pbf';

export type ReadField<T> = (field: number, result: T, reader: PbfReader) => void;

/** The message that begins here. Its length is checked, for the reader would read on beyond the end of the file. */
export function inside<T>(reader: PbfReader, readField: ReadField<T>, result: T): T {
  const length = reader.readVarint();
  if (!(reader.pos + length <= reader.length)) throw new RangeError('a message is longer than the file');
  return reader.readFields(readField, result, reader.pos + length);
}
