import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { data } from '../../support/data.ts';
import { detectionFrames, publishedRows, readDetectionFolder, readMotFile, trackAll } from '../../support/mot.ts';

const folder = data('mot17-val-half');
if (!folder)
  console.log('mot17-val-half is not in the data folder: ByteTrack is not compared with its authors’ program');

describe.skipIf(!folder)('rows equal those of the authors’ program on MOT17 val-half', () => {
  const names = folder ? readdirSync(join(folder, 'reference/bytetrack')) : [];

  test('all seven sequences are there', () => {
    const rows = names.flatMap((name) => [...readMotFile(join(folder!, 'reference/bytetrack', name)).values()].flat());
    expect(rows).toHaveLength(47_871);
  });

  test.each(names)('%s: same frames, same ids, boxes within 0.01 px', (name) => {
    const wanted = readMotFile(join(folder!, 'reference/bytetrack', name));
    const tracks = trackAll(detectionFrames(readMotFile(join(folder!, 'det', name))));
    expect(Math.max(...wanted.keys())).toBeLessThanOrEqual(tracks.length);
    tracks.forEach((listed, i) => {
      const got = publishedRows(listed);
      const rows = (wanted.get(i + 1) ?? []).toSorted((a, b) => a.id - b.id);
      expect(
        got.map((track) => track.id),
        `frame ${i + 1}`,
      ).toEqual(rows.map((row) => row.id));
      got.forEach(({ id, box }, k) => {
        for (const edge of ['x0', 'y0', 'x1', 'y1'] as const) {
          const off = Math.abs(box[edge] - rows[k]!.box[edge]);
          if (off > 0.01) expect.fail(`frame ${i + 1}, track ${id}: ${edge} is ${off} px off`);
        }
      });
    });
  });
});

const mot15 = data('mot15-small/det');
if (!mot15) console.log('mot15-small is not in the data folder: ByteTrack is not counted on it');

/** No rows of the authors' program are kept for these; its totals are. */
test.skipIf(!mot15)('as many rows and ids as the authors’ program has on the 11 MOT15 sequences', () => {
  const rows = readDetectionFolder(mot15!).map(({ frames }) => trackAll(frames).flatMap(publishedRows));
  expect(rows.flat()).toHaveLength(31_941);
  expect(rows.map((sequence) => new Set(sequence.map((track) => track.id)).size).reduce((a, b) => a + b)).toBe(587);
});
