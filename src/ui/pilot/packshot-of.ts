import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** @returns `null` where others have a picture and this product has none; `undefined` where none has one. */
export function packshotOf({ packshots }: PilotSession, gtin: string): (() => Promise<Blob>) | null | undefined {
  return packshots.size === 0 ? undefined : (packshots.get(gtin) ?? null);
}
