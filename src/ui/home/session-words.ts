import type { SessionRow } from '#app/sessions.svelte.ts';
import { m } from '#messages/compiled/messages.js';
import { getLocale } from '#messages/compiled/runtime.js';

export function dateText({ createdAt }: Pick<SessionRow, 'createdAt'>): string {
  return new Intl.DateTimeFormat(getLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(createdAt));
}

export function stateText({ state, lastTime, figures }: Pick<SessionRow, 'state' | 'lastTime' | 'figures'>): string {
  if (state === 'running') return m.sessions_running();
  const { interruptedAt } = figures;
  if (interruptedAt !== undefined) return m.sessions_closed({ seconds: (interruptedAt / 1e6).toFixed(1) });
  if (state === 'finished') return m.sessions_finished();
  return m.sessions_interrupted({ seconds: (lastTime / 1e6).toFixed(1) });
}

/** What it came to: visits, receipts, money. */
export function totalsText({ totals }: Pick<SessionRow, 'totals'>): string {
  if (totals === null) return '';
  const { visits, receipts, total, currency } = totals;
  const counted = [m.sessions_visits({ count: visits }), m.sessions_receipts({ count: receipts })];
  if (currency === null) return counted.join(' · ');
  return [...counted, new Intl.NumberFormat(getLocale(), { style: 'currency', currency }).format(total / 100)].join(
    ' · ',
  );
}

/** 12.4 MB, in the person's language. */
export function bytesText(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const format = { style: 'unit', unit: units[power]!, maximumFractionDigits: power > 1 ? 1 : 0 } as const;
  return new Intl.NumberFormat(getLocale(), format).format(bytes / 1000 ** power);
}
