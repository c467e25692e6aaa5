import type { SessionRow } from '#app/sessions.svelte.ts';

export type SessionOrder = 'date' | 'name' | 'size';

/**
 * @param rows - Newest first.
 * @param text - Every word of it is in a session's name, recording or date; letter case does not matter.
 * @param dateOf - As the person reads it.
 */
export function findSessions(
  rows: readonly SessionRow[],
  text: string,
  order: SessionOrder,
  dateOf: (row: SessionRow) => string,
): readonly SessionRow[] {
  const words = text.toLowerCase().split(/\s+/u);
  const found = rows.filter((row) => {
    const told = `${row.name} ${row.recording} ${dateOf(row)} ${row.createdAt}`.toLowerCase();
    return words.every((word) => told.includes(word));
  });
  if (order === 'name') return found.toSorted((a, b) => a.name.localeCompare(b.name));
  if (order === 'size') return found.toSorted((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0));
  return found;
}
