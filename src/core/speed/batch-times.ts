import { type Contender, sameSize } from '#core/speed/contender.ts';
import { type SpeedRow, isMeasured } from '#core/speed/row.ts';

/** What a call of that many frames takes, ms. */
export type BatchTimes = readonly (readonly [frames: number, milliseconds: number])[];

/** What was measured of one engine at one size, smallest batch first. */
export function batchTimes(rows: readonly SpeedRow[], engine: Omit<Contender, 'batch'>): BatchTimes {
  return rows
    .filter(isMeasured)
    .filter(({ contender }) => contender.runtime === engine.runtime && contender.backend === engine.backend)
    .filter(({ contender }) => sameSize(contender.input, engine.input))
    .map(({ contender, figures }) => [contender.batch, figures.medianMs] as const)
    .sort((a, b) => a[0] - b[0]);
}
