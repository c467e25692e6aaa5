import type { Contender } from '#core/speed/contender.ts';
import type { Machine } from '#core/speed/machine.ts';
import type { Pick as Picked } from '#core/speed/pick.ts';
import type { Refusal } from '#core/speed/row.ts';
import type { Words } from '#app/words.ts';
import { m } from '#messages/compiled/messages.js';
import { getLocale } from '#messages/compiled/runtime.js';

/** Names of programs are the same in every language. */
const RUNTIMES = { tfjs: 'TensorFlow.js', ort: 'ONNX Runtime' } as const;

/** `TensorFlow.js on the processor, 2 threads`. */
export function engineWords(
  { runtime, backend }: Pick<Contender, 'runtime' | 'backend'>,
  { threads, softwareGraphics }: Pick<Machine, 'threads' | 'softwareGraphics'>,
): string {
  const name = RUNTIMES[runtime];
  if (backend === 'wasm') return m.speed_on_processor({ runtime: name, threads });
  return softwareGraphics ? m.speed_on_software({ runtime: name }) : m.speed_on_graphics({ runtime: name });
}

/** Why the picked one runs the model, in a sentence. */
export function pickWords({ contender, why }: Picked, machine: Machine): string {
  const engine = engineWords(contender, machine);
  switch (why.kind) {
    case 'only':
      return m.speed_why_only({ engine });
    case 'fastest':
      if (why.next === null) return m.speed_why_only({ engine });
      return m.speed_why_fastest({ engine, times: timesText(why.times), next: engineWords(why.next, machine) });
    case 'starts-sooner':
      return m.speed_why_sooner({ engine, fastest: engineWords(why.fastest, machine) });
    case 'fewer-at-once':
      return m.speed_why_fewer({ engine, batch: why.fastest.batch });
  }
}

/** Why a contender has no figures, in a few words. */
export const refusalWords: Readonly<Record<Refusal['kind'], Words>> = {
  cannot: m.speed_refused_cannot,
  'no-graphics': m.speed_refused_no_graphics,
  software: m.speed_refused_software,
  'too-slow': m.speed_refused_too_slow,
  'no-time': m.speed_refused_no_time,
};

function timesText(times: number): string {
  return new Intl.NumberFormat(getLocale(), { maximumSignificantDigits: 2 }).format(times);
}
