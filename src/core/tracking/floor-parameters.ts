/** What can be tuned in the floor tracker. Source of most defaults: Yi et al., *UCMCTrack*, AAAI 2024, §4.1. */
import type { Parameter } from '#core/math/parameter.ts';
import { byteTrackParameters } from '#core/tracking/byte-parameters.ts';
import { sortParameters } from '#core/tracking/sort-parameters.ts';

export const floorParameters = {
  trackThreshold: byteTrackParameters.trackThreshold,
  lowThreshold: { ...byteTrackParameters.lowThreshold, default: 0.5 },
  gate: {
    label: 'Largest distance of a match',
    unit: 'd² + ln |S|',
    min: -20,
    max: 50,
    default: 10,
    raising:
      'People farther from where they were expected on the floor are still the same: fewer breaks, more mix-ups.',
  },
  acceleration: {
    label: 'Change of walking speed',
    unit: '(m/s²)²',
    min: 0.001,
    max: 100,
    default: 0.5,
    raising: 'Sudden turns are followed; where people are expected is less certain.',
  },
  firstSpeed: {
    label: 'Walking speed at the start',
    unit: 'm/s',
    min: 0.01,
    max: 10,
    default: 0.5,
    raising: 'People who walk in fast are followed from the start; new tracks are less certain.',
  },
  footNoise: {
    label: 'Error of a foot in the picture',
    unit: 'of the box height',
    min: 0.001,
    max: 0.5,
    default: 0.05,
    raising: 'Boxes that jump do less harm; people close together are told apart less well.',
  },
  minHits: { ...sortParameters.minHits, min: 1, default: 2 },
  buffer: byteTrackParameters.buffer,
} as const satisfies Record<string, Parameter>;

export type FloorParameterName = keyof typeof floorParameters;
