/** What can be tuned in SORT. Source of the defaults: Bewley et al., *Simple Online and Realtime Tracking*, ICIP 2016, §4. */
import type { Parameter } from '#core/math/parameter.ts';

export const sortParameters = {
  minScore: {
    label: 'Least score',
    unit: '',
    min: 0,
    max: 1,
    default: 0,
    raising: 'Faint detections are ignored: fewer false tracks, more people missed. At 0 every detection counts.',
  },
  minIou: {
    label: 'Least overlap of a match',
    unit: 'IoU',
    min: 0,
    max: 1,
    default: 0.3,
    raising: 'A box must lie nearer to where its track was expected: fewer mix-ups, more breaks.',
  },
  minHits: {
    label: 'Detections before a track counts',
    unit: 'frames',
    min: 0,
    max: 30,
    default: 3,
    raising: 'Tracks are told of later and fewer of them are false.',
  },
  maxAge: {
    label: 'Frames without a detection',
    unit: 'frames',
    min: 0,
    max: 600,
    default: 1,
    raising: 'People hidden longer keep their id; more lost tracks are there to be mixed up with.',
  },
} as const satisfies Record<string, Parameter>;

export type SortParameterName = keyof typeof sortParameters;
