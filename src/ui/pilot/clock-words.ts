import type { CameraHealth } from '#core/pipeline/camera-health.ts';
import { m } from '#messages/compiled/messages.js';
import { asideShort } from '#app/pilot/camera-notes.ts';
import { numberText } from '#ui/pilot/formats.ts';

/** An offset is known once it is known this well, s, and one below the second is none. */
const [KNOWN, NONE] = [0.03, 0.005];
/** A clock that gains or loses less is steady, ms an hour. */
const STEADY = 20;

/** How late a camera's clock is. */
export function offsetWords({ clock }: CameraHealth): string {
  if (clock === null || (clock.sigma > KNOWN && clock.applied === 0)) return m.clocks_unknown();
  const offset = clock.applied === 0 && Math.abs(clock.offset) < 3 * clock.sigma ? 0 : clock.offset;
  if (Math.abs(offset) < NONE) return m.clocks_agrees();
  const ms = numberText(Math.abs(offset) * 1000);
  return offset > 0 ? m.clocks_late_by({ ms }) : m.clocks_early_by({ ms });
}

/** How evenly it goes: ppm are µs a second, so 3.6 ms an hour. */
export function driftWords({ clock }: CameraHealth): string {
  if (clock === null || clock.sigma > KNOWN) return m.clocks_unknown();
  const hourly = clock.drift * 3.6;
  if (Math.abs(hourly) < STEADY) return m.clocks_steady();
  const ms = numberText(Math.abs(hourly));
  return hourly > 0 ? m.clocks_fast({ ms }) : m.clocks_slow({ ms });
}

export function stateWords({ aside, doubted }: CameraHealth): string {
  if (aside !== null) return asideShort[aside.why]();
  return doubted === null ? m.clocks_used() : m.clocks_short_doubted();
}

/** All cameras in a few words: what is worst. */
export function stripWords(health: readonly CameraHealth[]): string {
  const all = health.length;
  const aside = health.filter((each) => each.aside !== null).length;
  if (aside > 0) return m.clocks_strip_aside({ count: aside, all });
  if (isAlone(health)) return m.clocks_strip_alone();
  const righted = health.filter(({ clock }) => clock !== null && Math.abs(clock.applied) >= NONE).length;
  return righted > 0 ? m.clocks_strip_off({ count: righted, all }) : m.clocks_strip_well();
}

/** Whether only one camera knows where it hangs: no other tells what is wrong with it, only its own picture. */
export const isAlone = (health: readonly CameraHealth[]): boolean =>
  health.filter(({ clock }) => clock !== null).length === 1;
