import { isAddition } from '#core/basket/addition.ts';
import type { Entry } from '#core/basket/entries.ts';
import { m } from '#messages/compiled/messages.js';
import { clockText } from '#overlay/clock-text.ts';

/** Who corrected or added something, and why. */
export function entrySentence({ about, time, operator, reason }: Entry): string {
  return isAddition({ interaction: about })
    ? m.corrections_added({ operator, time: clockText(time), reason })
    : m.pilot_corrected({ operator, reason });
}
