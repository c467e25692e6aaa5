import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MotFrames } from '#core/datasets/mot.ts';
import { reportedTracks } from '#core/tracking/report.ts';
import { type TrackerName } from '#core/tracking/tracker-cards.ts';
import { trackerOf } from '#core/tracking/trackers.ts';
import { data } from '../../support/data.ts';
import { type Frames, detectionFrames, readDetectionFolder, readMotFile, trackAll } from '../../support/mot.ts';

/** What a tracker would write to a result file, frame by frame. */
function rowsOf(name: TrackerName, frames: Frames, parameters: Readonly<Record<string, number>> = {}) {
  const tracker = trackerOf(name);
  return trackAll(frames, { tracker, parameters }).map((tracks) => reportedTracks(tracks, tracker.report));
}

function expectSameRows(rows: ReturnType<typeof rowsOf>, wanted: MotFrames): void {
  expect(Math.max(...wanted.keys())).toBeLessThanOrEqual(rows.length);
  rows.forEach((got, i) => {
    const frame = (wanted.get(i + 1) ?? []).toSorted((a, b) => a.id - b.id);
    expect(
      got.map((track) => track.id),
      `frame ${i + 1}`,
    ).toEqual(frame.map((row) => row.id));
    got.forEach(({ id, box }, k) => {
      for (const edge of ['x0', 'y0', 'x1', 'y1'] as const) {
        const off = Math.abs(box[edge] - frame[k]!.box[edge]);
        if (off > 0.01) expect.fail(`frame ${i + 1}, track ${id}: ${edge} is ${off} px off`);
      }
    });
  });
}

const mot17 = data('mot17-val-half');
if (!mot17)
  console.log('mot17-val-half is not in the data folder: trackers are not compared with their authors’ programs');

describe.skipIf(!mot17).each<[TrackerName, Readonly<Record<string, number>>, number]>([
  ['sort', { minScore: 0.6 }, 43_068],
  ['bytetrack', {}, 47_871],
  ['oc-sort', {}, 43_302],
])('%s: the rows of its authors’ program on MOT17 val-half', (name, parameters, count) => {
  const names = mot17 ? readdirSync(join(mot17, 'reference', name)) : [];
  const reference = (file: string) => readMotFile(join(mot17!, 'reference', name, file));

  test('all seven sequences are there', () => {
    expect(names.flatMap((file) => [...reference(file).values()].flat())).toHaveLength(count);
  });

  test.each(names)('%s: same frames, same ids, boxes within 0.01 px', (file) => {
    const frames = detectionFrames(readMotFile(join(mot17!, 'det', file)));
    expectSameRows(rowsOf(name, frames, parameters), reference(file));
  });
});

const mot15 = data('mot15-small');
if (!mot15) console.log('mot15-small is not in the data folder: trackers are not counted on it');

test.skipIf(!mot15).each(['TUD-Campus', 'TUD-Stadtmitte'])('sort: the rows of its authors’ program on %s', (name) => {
  const frames = detectionFrames(readMotFile(join(mot15!, 'det', `${name}.det.txt`)));
  expectSameRows(rowsOf('sort', frames), readMotFile(join(mot15!, name, 'sort_output.txt')));
});

/** No rows of the authors' programs are kept for the others of the 11 sequences; their totals are. */
test.skipIf(!mot15).each<[TrackerName, number, number]>([
  ['sort', 28_203, 1106],
  ['bytetrack', 31_941, 587],
])('%s: as many rows and ids as its authors’ program has on the 11 MOT15 sequences', (name, rows, ids) => {
  const tracked = readDetectionFolder(join(mot15!, 'det')).map(({ frames }) => rowsOf(name, frames).flat());
  expect(tracked.flat()).toHaveLength(rows);
  expect(tracked.map((each) => new Set(each.map((track) => track.id)).size).reduce((a, b) => a + b)).toBe(ids);
});
