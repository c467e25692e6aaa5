import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import type { Recorder } from '#workers/record/client.ts';
import { m } from '#messages/compiled/messages.js';
import type { LivePlayback } from '#app/pilot/live-playback.svelte.ts';
import type { LiveState } from '#app/pilot/live-state.svelte.ts';
import { movedIn } from '#app/pilot/keep-stale.ts';
import { gapWords, silenceWords } from '#app/pilot/live-words.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import type { LiveWatcher } from '#app/pilot/run-live.ts';
import type { Words } from '#app/words.ts';

/** Shows a live run in its session, and says what a person should know of it. */
export function watchLive(
  pilot: PilotSession,
  live: LiveState,
  playback: LivePlayback,
  recorder: Recorder | null,
  preferred: (camera: string, priority: number) => void,
  moved: (cameras: readonly string[]) => void,
): LiveWatcher {
  const nameOf = (camera: string) => pilot.project.cameras.find(({ id }) => id === camera)?.name ?? camera;
  let said: readonly Words[] = [];
  const known = new Set<string>();
  return {
    saw: (view) => {
      pilot.saw(view);
      const fresh = movedIn(view).filter((camera) => !known.has(camera));
      for (const camera of fresh) known.add(camera);
      if (fresh.length > 0) moved(fresh);
    },
    picture: (camera, frame, tracks) => pilot.picture(camera, frame, tracks),
    reached: (time) => playback.reached(time),
    began: ({ prefer }) => {
      live.prefer = (camera, priority) => {
        prefer(camera, priority);
        preferred(camera, priority);
      };
    },
    healthy: (figures, looking) => {
      live.looking = looking;
      for (const { camera, notNumbers } of looking?.cameras ?? []) pilot.notNumbers(camera, notNumbers);
      pilot.health = { ...pilot.health, ...figures };
      if (recorder !== null) live.measure(recorder, playback.time / MICROS_PER_SECOND);
    },
    silent: ({ current, gaps }) => {
      const back = [...live.silences.keys()].filter((camera) => !current.has(camera));
      live.silences = current;
      live.gaps = gaps;
      const silent = [...current].map(
        ([camera, { why }]) =>
          () =>
            silenceWords[why]({ camera: nameOf(camera) }),
      );
      const missed = gaps.map((gap) => () => gapWords(gap, nameOf));
      pilot.notices = pilot.notices.filter(({ words }) => !said.includes(words));
      said = [...silent, ...missed, ...back.map((camera) => () => m.webcams_returned({ camera: nameOf(camera) }))];
      for (const words of said.slice(0, silent.length + missed.length)) pilot.note(words, 'degraded');
      for (const words of said.slice(silent.length + missed.length)) pilot.note(words);
    },
    full: () => pilot.note(() => m.webcams_journal_full(), 'degraded'),
  };
}
