/** What is said about cameras, for those who see it on the page and those who read it in a notice. */
import type { CameraFailure } from '#capture/cameras.ts';
import { m } from '#messages/compiled/messages.js';
import { getLocale } from '#messages/compiled/runtime.js';
import type { Gap, Silence } from '#app/pilot/live-silence.ts';
import type { Words } from '#app/words.ts';

/** Why a camera gives no picture, and what to do about it. */
export const failureWords: Readonly<Record<CameraFailure, Words>> = {
  denied: () => m.webcams_denied(),
  none: () => m.webcams_none(),
  busy: () => m.webcams_busy(),
  unsuitable: () => m.webcams_unsuitable(),
  aborted: () => m.webcams_aborted(),
  insecure: () => m.webcams_insecure(),
  lost: () => m.webcams_lost(),
  'no-graphics': () => m.webcams_no_graphics(),
  stopped: () => m.webcams_stopped(),
};

type CameraWords = (inputs: { readonly camera: string }) => string;

/** Why a camera of a run gives no picture, and what becomes of it. */
export const silenceWords: Readonly<Record<Silence['why'], CameraWords>> = {
  denied: m.webcams_was_denied,
  none: m.webcams_was_lost,
  busy: m.webcams_was_busy,
  unsuitable: m.webcams_was_unsuitable,
  aborted: m.webcams_was_aborted,
  insecure: m.webcams_was_denied,
  lost: m.webcams_was_lost,
  'no-graphics': m.webcams_was_stopped,
  stopped: m.webcams_was_stopped,
  still: m.webcams_stands_still,
};

/** What stands on the last picture of a camera that gives none. */
export function silentSince({ why, since }: Silence): string {
  const time = timeOfDay(since);
  return why === 'still' ? m.webcams_still_since({ time }) : m.webcams_lost_since({ time });
}

/** What a live run has missed. @param nameOf - What a camera is called. */
export function gapWords({ cameras, from, to, hidden }: Gap, nameOf: (camera: string) => string): string {
  const names = new Intl.ListFormat(getLocale()).format(cameras.map(nameOf));
  const missed = { cameras: names, from: timeOfDay(from), to: timeOfDay(to) };
  return hidden ? m.webcams_missed_hidden(missed) : m.webcams_missed(missed);
}

/** The clock on the wall, to the second. @param time - ms since 1970. */
export function timeOfDay(time: number): string {
  return new Intl.DateTimeFormat(getLocale(), { timeStyle: 'medium' }).format(time);
}
