/** Whether the browser may clear what is stored when the disk runs low, and how much room there is. */
export interface Persistence {
  /** `unknown` where the browser cannot be asked. */
  readonly kept: 'persistent' | 'best-effort' | 'unknown';
  /** bytes; `null` when the browser does not say. */
  readonly usage: number | null;
  /** bytes; `null` when the browser does not say. */
  readonly quota: number | null;
}

/** From this share of the quota on a person is told, before anything fails. */
const NEARLY_FULL = 0.9;

/** In `[0, 1]`; `null` when the browser does not say. */
export function fullness(room: Persistence | null): number | null {
  const { usage = null, quota = null } = room ?? {};
  return usage === null || quota === null || quota === 0 ? null : usage / quota;
}

export function isNearlyFull(room: Persistence | null): boolean {
  const full = fullness(room);
  return full !== null && full > NEARLY_FULL;
}

/** The part of `navigator.storage` that is asked. */
export interface AskedStorage {
  persist?(): Promise<boolean>;
  persisted?(): Promise<boolean>;
  estimate?(): Promise<{ usage?: number; quota?: number }>;
}

/**
 * Asks that nothing be cleared unless the person says so, and reports the answer for display.
 *
 * @param storage - `navigator.storage`, which insecure pages lack. Some browsers ask the person, others decide by
 * how much the site is used.
 */
export async function askPersistence(storage: AskedStorage | undefined): Promise<Persistence> {
  return report(storage, await storage?.persist?.());
}

/** The same without asking for anything. */
export async function readPersistence(storage: AskedStorage | undefined): Promise<Persistence> {
  return report(storage, await storage?.persisted?.());
}

async function report(storage: AskedStorage | undefined, granted: boolean | undefined): Promise<Persistence> {
  const { usage = null, quota = null } = (await storage?.estimate?.()) ?? {};
  return { kept: granted === undefined ? 'unknown' : granted ? 'persistent' : 'best-effort', usage, quota };
}
