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
  /**
   * Does `work` when no other tab has the store open, and then has it open until `leave`. Does nothing where nobody
   * knows of other tabs.
   */
  enter(work: () => Promise<void>): Promise<void>;
  leave(): void;
}

/** @param store - Name of the store that `enter` is about. */
export function sessionLocks(
  store: string,
  locks: LockManager | undefined = globalThis.navigator?.locks,
): SessionLocks {
  const held = new Map<string, () => void>();
  let leave = (): void => undefined;

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
    enter: async (work) => {
      if (!locks) return;
      await locks.request(`store:${store}`, { ifAvailable: true }, async (lock) => {
        if (lock) await work();
      });
      await new Promise<void>((entered, reject) => {
        const stay = (): Promise<void> => {
          entered();
          return new Promise((gone) => (leave = gone));
        };
        locks.request(`store:${store}`, { mode: 'shared' }, stay).catch(reject);
      });
    },
    leave: () => leave(),
  };
}
