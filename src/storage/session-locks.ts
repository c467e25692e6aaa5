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
   * Makes this tab the one that writes: at once, or when the one before it has gone. It stays so until `leave`.
   * Where there are no Web Locks every tab may write.
   *
   * @param begin - What to do first when it is this tab's turn; `alone`: whether surely no other tab writes.
   * @returns `mine`: whether it was this tab's turn at once. `came` settles with `begin`.
   */
  enter(begin: (alone: boolean) => Promise<void>): Promise<{ readonly mine: boolean; readonly came: Promise<void> }>;
  leave(): void;
}

/** @param store - Name of the store that `enter` is about. */
export function sessionLocks(
  store: string,
  locks: LockManager | undefined = globalThis.navigator?.locks,
): SessionLocks {
  const held = new Map<string, () => void>();
  const writer = `writer:${store}`;
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
    enter: async (begin) => {
      if (!locks) return { mine: true, came: begin(false) };
      const gone = new Promise<void>((resolve) => (leave = resolve));
      let came!: Promise<void>;
      const stay = async (): Promise<void> => {
        came = begin(true);
        await came;
        await gone;
      };
      const mine = await new Promise<boolean>((tell, reject) => {
        const first = async (lock: Lock | null): Promise<void> => {
          tell(lock !== null);
          if (lock !== null) await stay();
        };
        locks.request(writer, { ifAvailable: true }, first).catch(reject);
      });
      if (mine) return { mine, came };
      const waiting = new AbortController();
      void gone.then(() => waiting.abort());
      const later = new Promise<void>((resolve, reject) => {
        const next = async (): Promise<void> => {
          const begun = begin(true);
          begun.then(resolve, reject);
          await begun;
          await gone;
        };
        locks.request(writer, { signal: waiting.signal }, next).catch((error: unknown) => {
          // Left before its turn: then it never comes.
          if (!waiting.signal.aborted)
            reject(error instanceof Error ? error : new Error('The lock was refused', { cause: error }));
        });
      });
      return { mine, came: later };
    },
    leave: () => leave(),
  };
}
