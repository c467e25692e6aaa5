import { describe, expect, test } from 'vitest';
import { bytetrack } from '#core/tracking/bytetrack.ts';
import { byteTrackParameters } from '#core/tracking/parameters.ts';

describe('ByteTrack’s parameters', () => {
  test('default to what its authors track MOT17 with', () => {
    expect(bytetrack.defaults).toEqual({
      trackThreshold: 0.6,
      lowThreshold: 0.1,
      newTrackThreshold: 0.7,
      matchThreshold: 0.9,
      lowMatchThreshold: 0.5,
      tentativeMatchThreshold: 0.7,
      duplicateThreshold: 0.15,
      buffer: 30,
      fps: 30,
    });
  });

  test.each(Object.entries(byteTrackParameters))(
    '%s lies within its own range, and nothing outside does',
    (name, row) => {
      expect(row.default).toBeGreaterThanOrEqual(row.min);
      expect(row.default).toBeLessThanOrEqual(row.max);
      for (const value of [row.min - 1, row.max + 1, NaN]) {
        expect(() => bytetrack.create({ ...bytetrack.defaults, [name]: value })).toThrow(name);
      }
    },
  );
});
