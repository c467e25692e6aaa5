import { isAddition } from '#core/basket/addition.ts';
import type { Entry } from '#core/basket/entries.ts';
import { m } from '#messages/compiled/messages.js';
import { clockText } from '#overlay/clock-text.ts';
import { postingText } from '#ui/pilot/posting-text.ts';

/** Who corrected, confirmed or added something, and why. */
export function entrySentence({ about, time, operator, reason, confirms }: Entry): string {
  if (confirms) return m.corrections_confirmed_by({ operator, reason });
  return isAddition({ interaction: about })
    ? m.corrections_added({ operator, time: clockText(time), reason })
    : m.pilot_corrected({ operator, reason });
}

/** What an entry did to the books. */
export function entryText({ postings, confirms }: Entry, names: ReadonlyMap<string, string>): string {
  if (confirms) return m.corrections_confirmed({ what: postingText(postings.at(-1)!, names) });
  return postings.map((posting) => postingText(posting, names)).join(' · ');
}
