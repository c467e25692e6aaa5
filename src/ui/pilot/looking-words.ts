import type { LiveState } from '#app/pilot/live-state.svelte.ts';
import { m } from '#messages/compiled/messages.js';
import { numberText } from '#ui/pilot/formats.ts';

type Looking = NonNullable<LiveState['looking']>;
type CameraLooking = Looking['cameras'][number];

/** What a person can choose for a camera against the others, by the number that it is. */
const CHOICES = {
  '0.5': m.webcams_priority_less,
  '1': m.webcams_priority_usual,
  '2': m.webcams_priority_more,
} as const;

export const priorityOptions = (): readonly { readonly value: string; readonly label: string }[] =>
  Object.entries(CHOICES).map(([value, words]) => ({ value, label: words() }));

/** Why a camera weighs what it does: `8 = 4 for motion × 2 for somebody followed`. */
export function weightWords({ weight, priority, moving, tracks }: CameraLooking): string {
  const reasons = [
    priority === 1 ? null : m.webcams_looking_because_priority({ priority: numberText(priority, 1) }),
    moving === false ? null : m.webcams_looking_because_moving(),
    tracks ? m.webcams_looking_because_tracks() : null,
  ].filter((words) => words !== null);
  const number = numberText(weight, 1);
  return reasons.length === 0 ? number : m.webcams_looking_weight_why({ weight: number, reasons: reasons.join(' × ') });
}

export function motionWords({ moving }: CameraLooking): string {
  if (moving === null) return m.webcams_looking_unknown();
  return moving ? m.webcams_looking_moving() : m.webcams_looking_still();
}

/** What holds for all cameras, a sentence each. */
export function sharedWords({ look, batch, input, sizes, age }: Looking): readonly string[] {
  const ms = (value: number) => numberText(value);
  return [
    ...(look === null
      ? []
      : [m.webcams_looking_look({ ms: ms(look.p50), batch: m.webcams_looking_batch({ count: batch }) })]),
    `${m.webcams_looking_input(input)} ${sizes > 1 ? m.webcams_looking_sizes() : m.webcams_looking_one_size()}`,
    ...(age === null ? [] : [m.webcams_looking_age_all({ p50: ms(age.p50), p95: ms(age.p95) })]),
  ];
}
