/**
 * What can be tuned in ByteTrack, whichever filter it has.
 *
 * Source of the defaults: Zhang et al., *ByteTrack: Multi-Object Tracking by Associating Every Detection Box*,
 * ECCV 2022, §4.1, and the settings its authors track MOT17 with.
 */
import type { Parameter } from '#core/math/parameter.ts';

export const byteTrackParameters = {
  trackThreshold: {
    label: 'High score',
    unit: '',
    min: 0,
    max: 1,
    default: 0.6,
    raising: 'Fewer detections are matched first; more are left for the second look, which starts no track.',
  },
  lowThreshold: {
    label: 'Low score',
    unit: '',
    min: 0,
    max: 1,
    default: 0.1,
    raising: 'More faint detections are ignored: fewer false boxes, more tracks lost behind others.',
  },
  newTrackThreshold: {
    label: 'Score of a new track',
    unit: '',
    min: 0,
    max: 1,
    default: 0.7,
    raising: 'Tracks start later and fewer of them are false.',
  },
  matchThreshold: {
    label: 'Largest cost of a first match',
    unit: '1 − IoU · score',
    min: 0,
    max: 1,
    default: 0.9,
    raising: 'Boxes farther apart are still the same person: fewer breaks, more mix-ups.',
  },
  lowMatchThreshold: {
    label: 'Largest cost of a second match',
    unit: '1 − IoU',
    min: 0,
    max: 1,
    default: 0.5,
    raising: 'Faint detections keep more tracks alive, some of them on the wrong box.',
  },
  tentativeMatchThreshold: {
    label: 'Largest cost of a confirming match',
    unit: '1 − IoU · score',
    min: 0,
    max: 1,
    default: 0.7,
    raising: 'More one-frame tracks are confirmed, false ones among them.',
  },
  duplicateThreshold: {
    label: 'Distance of duplicates',
    unit: '1 − IoU',
    min: 0,
    max: 1,
    default: 0.15,
    raising: 'A track and a lost one count as the same person at a larger distance; the younger is dropped.',
  },
  buffer: {
    label: 'Frames a lost track is kept, at 30 frames/s',
    unit: 'frames',
    min: 0,
    max: 600,
    default: 30,
    raising: 'People hidden longer keep their id; more lost tracks are there to be mixed up with.',
  },
} as const satisfies Record<string, Parameter>;

export type ByteTrackParameterName = keyof typeof byteTrackParameters;
