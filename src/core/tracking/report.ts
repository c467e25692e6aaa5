/**
 * Which tracks of a frame are written to a result file: the confirmed ones, which have a detection in it, unless they are
 * too small or too wide to be a person upright.
 *
 * Source of the rule: Zhang et al., *ByteTrack*, ECCV 2022, as its authors write their MOT17 results.
 */
import type { Parameter } from '#core/math/parameter.ts';
import type { Track } from '#core/tracking/track.ts';

export interface ReportRule {
  /** px²; a box of this or less is left out. */
  readonly minArea: number;
  /** Width over height; a box wider than this is left out. */
  readonly maxAspect: number;
}

export const reportTable = {
  minArea: {
    label: 'Smallest box written',
    unit: 'px²',
    min: 0,
    max: 1_000_000,
    default: 100,
    raising: 'Small boxes are left out of the result file.',
  },
  maxAspect: {
    label: 'Widest box written',
    unit: 'width / height',
    min: 0,
    max: 1000,
    default: 1.6,
    raising: 'Wide boxes, of people who bend or lie, stay in the result file.',
  },
} as const satisfies Record<keyof ReportRule, Parameter>;

export function reportedTracks(tracks: readonly Track[], { minArea, maxAspect }: ReportRule): readonly Track[] {
  return tracks.filter(({ state, box }) => {
    const width = box.x1 - box.x0;
    const height = box.y1 - box.y0;
    return state === 'confirmed' && width * height > minArea && width / height <= maxAspect;
  });
}
