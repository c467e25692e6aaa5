/** What can be tuned in OC-SORT. Source of the defaults: Cao et al., *Observation-Centric SORT*, CVPR 2023, §5.1. */
import type { Parameter } from '#core/math/parameter.ts';
import { sortParameters } from '#core/tracking/sort-parameters.ts';

export const ocSortParameters = {
  ...sortParameters,
  minScore: { ...sortParameters.minScore, default: 0.6 },
  maxAge: { ...sortParameters.maxAge, default: 30 },
  inertia: {
    label: 'Weight of the direction of motion',
    unit: '',
    min: 0,
    max: 2,
    default: 0.2,
    raising: 'Going on in the same direction counts more beside the overlap; sudden turns break tracks.',
  },
  directionSpan: {
    label: 'Frames that give the direction of motion',
    unit: 'frames',
    min: 1,
    max: 30,
    default: 3,
    raising: 'The direction is steadier and follows turns later.',
  },
} as const satisfies Record<string, Parameter>;

export type OcSortParameterName = keyof typeof ocSortParameters;
