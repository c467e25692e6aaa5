/** What found people in a run stopped, and something went on: in words, and as figures that the session keeps. */
import type { Session } from '#storage/session.ts';
import { m } from '#messages/compiled/messages.js';
import { timeOfDay } from '#app/pilot/live-words.ts';
import type { Restart } from '#app/pilot/steady-perceiver.ts';
import type { Words } from '#app/words.ts';

/** By what went on. */
const words = {
  detectorRestarted: m.pilot_detector_restarted,
  graphicsRestarted: m.pilot_gpu_restarted,
  processorTookOver: m.pilot_detector_on_cpu,
} as const;

const kinds = Object.keys(words) as readonly (keyof typeof words)[];

interface Stop {
  readonly kind: keyof typeof words;
  /** When something went on, ms since 1970. */
  readonly at: number;
  /** Frames that nobody had looked at by then, of the whole run. */
  readonly leftOut: number;
}

/** @param at - ms since 1970 */
export function stopOf({ what, skipped, backend, before }: Restart, at: number): Stop {
  const kind = what === 'device' ? 'graphicsRestarted' : 'detectorRestarted';
  return { kind: backend === 'wasm' && before === 'webgpu' ? 'processorTookOver' : kind, at, leftOut: skipped };
}

/** Two figures of a session, `<kind>At` and `<kind>LeftOut`: it keeps the newest stop of each kind. */
export function figuresOfStop({ kind, at, leftOut }: Stop): Session['figures'] {
  return { [`${kind}At`]: at, [`${kind}LeftOut`]: leftOut };
}

/** Those that a session has kept, oldest first. */
export function stopsIn(figures: Session['figures']): readonly Stop[] {
  const kept = kinds.flatMap((kind) => {
    const [at, leftOut] = [figures[`${kind}At`], figures[`${kind}LeftOut`]];
    return at === undefined || leftOut === undefined ? [] : [{ kind, at, leftOut }];
  });
  return kept.sort((a, b) => a.at - b.at);
}

export function stopWords({ kind, at, leftOut }: Stop): Words {
  return () => words[kind]({ count: leftOut, time: timeOfDay(at) });
}
