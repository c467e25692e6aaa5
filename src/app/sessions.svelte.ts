import type { Session } from '#storage/session.ts';
import type { SessionTotals } from '#storage/session-totals.ts';
import type { StorageUse } from '#storage/storage-use.ts';
import { type Persistence, askPersistence, fullness, isNearlyFull, readPersistence } from '#storage/persistence.ts';
import type { Desk } from '#app/desk.ts';
import { m } from '#messages/compiled/messages.js';

/** A session as a list shows it. */
export interface SessionRow extends Session {
  /** `null` while it has no results. */
  readonly totals: SessionTotals | null;
  /** bytes; `null` until it was measured. */
  readonly bytes: number | null;
}

/** What is stored, and what can be done with it without opening it. */
export class SessionLibrary {
  /** Newest first; `null` until it was read. */
  rows = $state.raw<readonly SessionRow[] | null>(null);
  /** `null` until it was measured. */
  use = $state.raw<StorageUse | null>(null);
  /** The browser was asked to keep everything for good, and did not want to. */
  refused = $state(false);
  #room = $state.raw<Persistence | null>(null);
  readonly #desk: Desk;
  /** Says in words what went wrong, and leaves alone whatever else is going on. */
  readonly #tell: (work: () => Promise<void>) => Promise<void>;

  constructor(desk: Desk, tell: (work: () => Promise<void>) => Promise<void>) {
    this.#desk = desk;
    this.#tell = tell;
  }

  /** In `[0, 1]`; `null` when the browser does not say. */
  readonly full = $derived(fullness(this.#room));

  readonly nearlyFull = $derived(isNearlyFull(this.#room));

  async read(): Promise<readonly Session[]> {
    const { store } = this.#desk.rooms;
    const [sessions, totals] = await Promise.all([store.listSessions(), store.listTotals()]);
    this.rows = sessions.map((session) => ({
      ...session,
      totals: totals.get(session.id) ?? null,
      bytes: this.#bytesOf(session.id),
    }));
    this.#room = await readPersistence(navigator.storage);
    return sessions;
  }

  /** Looks what takes the room; then rows know their size. */
  measure(): Promise<void> {
    return this.#tell(async () => {
      const { store, models } = this.#desk.rooms;
      this.use = await store.measure(models, navigator.storage);
      this.#room = this.use;
      this.rows = this.rows?.map((row) => ({ ...row, bytes: this.#bytesOf(row.id) })) ?? null;
    });
  }

  /** Asks the browser to keep what is stored until a person deletes it. */
  askToKeep(): Promise<void> {
    return this.#tell(async () => {
      this.refused = (await askPersistence(navigator.storage)).kept !== 'persistent';
      await this.measure();
    });
  }

  rename(id: string, name: string): Promise<void> {
    return this.#tell(async () => {
      if (name.trim() !== '') await this.#desk.rooms.store.renameSession(id, name.trim());
      await this.#desk.refresh();
    });
  }

  /** Takes a session off the list; for as long as the toast stands it can be had back, then it is gone for good. */
  remove({ id, name }: Pick<Session, 'id' | 'name'>): Promise<void> {
    return this.#tell(async () => {
      const { store } = this.#desk.rooms;
      await store.trashSession(id);
      await this.#desk.refresh();
      const back = (): Promise<void> =>
        this.#tell(async () => {
          await store.untrashSession(id);
          await this.#desk.refresh();
        });
      const forGood = (): Promise<void> =>
        this.#tell(async () => {
          await store.deleteSession(id);
          if (this.use !== null) await this.measure();
        });
      this.#desk.toasts.say(
        () => m.sessions_deleted({ name }),
        () => void back(),
        () => void forGood(),
      );
    });
  }

  /** @returns An address of the picture, to be revoked by whoever asked; `null` when there is none. */
  async poster(id: string): Promise<string | null> {
    const image = await this.#desk.rooms.store.loadPoster(id);
    return image === null ? null : URL.createObjectURL(image);
  }

  #bytesOf(id: string): number | null {
    const use = this.use?.sessions.find((session) => session.id === id);
    return use === undefined ? null : use.journal + use.files + use.results;
  }
}
