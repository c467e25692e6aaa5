/**
 * Who is at work on a session: a tab that runs or imports one holds the Web Lock `session:<id>`, and the browser
 * releases it when the tab goes away, however it goes. Where there are no Web Locks only this tab is known.
 */
export interface SessionLocks {
  /** Takes the session for this tab until `release`. @returns `false` when a tab has it already. */
  hold(id: string): Promise<boolean>;
  release(id: string): void;
  /** Does `work` while no tab has the session; nothing when one has. */
  whenFree(id: string, work: () => Promise<void>): Promise<void>;
}

export function sessionLocks(locks: LockManager | undefined = globalThis.navigator?.locks): SessionLocks {
  const held = new Map<string, () => void>();

  const take = async (id: string, work: (free: boolean) => Promise<void>): Promise<void> => {
    if (locks) await locks.request(`session:${id}`, { ifAvailable: true }, (lock) => work(lock !== null));
    else await work(!held.has(id));
  };

  return {
    hold: (id) =>
      new Promise((resolve, reject) => {
        take(id, async (free) => {
          resolve(free);
          // The lock lasts as long as this promise.
          if (free) await new Promise<void>((release) => held.set(id, release));
        }).catch(reject);
      }),
    release: (id) => {
      held.get(id)?.();
      held.delete(id);
    },
    whenFree: (id, work) =>
      take(id, async (free) => {
        if (free) await work();
      }),
  };
}
