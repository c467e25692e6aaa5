import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import { type Moment, type Place, readAddress, writeAddress } from '#app/address.ts';
import { explainInteraction } from '#app/pilot/explain-interaction.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** How long a playhead rests before it is written down, ms: browsers take only so many addresses a second. */
const REST = 250;

/** Goes where the address says: whoever went back or forward, or opened somebody's link. */
export function goToMoment(pilot: PilotSession, { time, interaction }: Moment): void {
  if (pilot.selection.interaction !== interaction) explainInteraction(pilot, interaction);
  const { playback } = pilot;
  if (time === null || playback?.can.seek !== true) return;
  playback.pause();
  playback.seek(time * MICROS_PER_SECOND);
}

/** Keeps the address at the playhead, when it rests, and at the selection, without adding to the history. */
export function keepAddress(page: { readonly place: Place; readonly pilot: PilotSession | null }): void {
  $effect.root(() => {
    $effect(() => {
      const { place, pilot } = page;
      const playback = pilot?.playback;
      if (place.at !== 'pilot' || place.session === null || place.session !== pilot?.id) return;
      if (playback?.can.seek !== true || playback.playing) return;
      const time = playback.time === 0 ? null : playback.time / MICROS_PER_SECOND;
      const moment: Moment = { time, interaction: pilot.selection.interaction };
      const { session } = place;
      const resting = setTimeout(() => {
        const now = readAddress(location.hash);
        if (now.at !== 'pilot' || now.session !== session) return;
        history.replaceState(history.state, '', writeAddress({ at: 'pilot', session, moment }));
      }, REST);
      return () => clearTimeout(resting);
    });
  });
}
