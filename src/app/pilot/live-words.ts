/** What is said about cameras, for those who see it on the page and those who read it in a notice. */
import type { CameraFailure } from '#capture/cameras.ts';
import { goesOnHidden } from '#capture/webcam.ts';
import { m } from '#messages/compiled/messages.js';
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
};

/** What becomes of a run while its tab is not looked at. */
export const hiddenWords: Words = () => (goesOnHidden() ? m.webcams_hidden_goes_on() : m.webcams_hidden_stops());
