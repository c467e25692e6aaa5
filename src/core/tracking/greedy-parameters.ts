/** What can be tuned in the greedy tracker. Source of the defaults: Bochinski et al., AVSS 2017, §3. */
import type { Parameter } from '#core/math/parameter.ts';
import { sortParameters } from '#core/tracking/sort-parameters.ts';

export const greedyParameters = {
  minScore: { ...sortParameters.minScore, default: 0.5 },
  minIou: { ...sortParameters.minIou, default: 0.5 },
  minHits: { ...sortParameters.minHits, min: 1, default: 2 },
  maxAge: { ...sortParameters.maxAge, default: 0 },
} as const satisfies Record<string, Parameter>;

export type GreedyParameterName = keyof typeof greedyParameters;
