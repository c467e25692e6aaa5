import type { Renaming } from '#core/fusion/naming.ts';
import { m } from '#messages/compiled/messages.js';
import { clockText } from '#overlay/clock-text.ts';

/** `S1 and S2 are one person.` */
export function renamingText(renaming: Renaming): string {
  const { kind, shopper } = renaming;
  if (kind === 'merge') return m.identity_said_merge({ shopper, into: renaming.into });
  const time = clockText(renaming.at, 1);
  if (kind === 'split') return m.identity_said_split({ shopper, as: renaming.as, time });
  return m.identity_said_swap({ shopper, other: renaming.other, time });
}
