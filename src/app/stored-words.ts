import type { Persistence } from '#storage/persistence.ts';
import { m } from '#messages/compiled/messages.js';
import { getLocale } from '#messages/compiled/runtime.js';

/** How much is stored, and whether it stays; empty while nobody knows. */
export function storedWords(persistence: Persistence | null): string {
  const { kept, usage } = persistence ?? { kept: 'unknown', usage: null };
  if (usage === null || kept === 'unknown') return '';
  const megabytes = new Intl.NumberFormat(getLocale(), { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 });
  const size = megabytes.format(usage / 1e6);
  return kept === 'persistent' ? m.shell_stored_kept({ size }) : m.shell_stored_while_room({ size });
}
