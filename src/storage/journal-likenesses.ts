/** Likenesses of a camera's sighting inside a chunk of the journal, as `docs/formats.md` lays them out. */
import type { Likeness } from '#core/detection/likeness.ts';
import type { ByteReader } from '#storage/byte-reader.ts';
import type { ByteWriter } from '#storage/byte-writer.ts';

export function writeLikenesses(out: ByteWriter, likenesses: ReadonlyMap<number, Likeness>): void {
  out.unsigned(likenesses.size);
  for (const [detection, { id, unlike }] of likenesses) {
    out.unsigned(detection);
    out.unsigned(id);
    out.unsigned(unlike.size);
    for (const [other, number] of unlike) {
      out.signed(id - other);
      out.u8(number);
    }
  }
}

export function readLikenesses(r: ByteReader): ReadonlyMap<number, Likeness> {
  return new Map(
    Array.from({ length: r.count(3) }, () => {
      const detection = r.unsigned();
      const id = r.unsigned();
      const unlike = new Map(Array.from({ length: r.count(2) }, () => [id - r.signed(), r.u8()] as const));
      return [detection, { id, unlike }] as const;
    }),
  );
}
