/** The rooms that store, with handles for a test. Whatever a test makes of them is made here, in a real browser. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { micros } from '#core/time/micros.ts';
import { JournalWriter } from '#storage/journal-writer.ts';
import { type SessionStore, openSessionStore } from '#storage/session-store.ts';
import type { Session } from '#storage/session.ts';
import { hashBlob } from '#storage/sha256.ts';
import { tinyShopProject } from '../../tiny-shop.ts';

export interface StoragePage {
  readonly store: SessionStore;
  /** A blob of `size` bytes that are not all alike. */
  blob(size: number): Blob;
  /** Starts a session whose footage is `clips`, and journals `seconds` of it. */
  start(name: string, clips: readonly Blob[], seconds: number): Promise<Session>;
  inputs(session: string): Promise<readonly SceneInput[]>;
  /** Files in OPFS, in all its folders. */
  files(): Promise<readonly string[]>;
  /** What the user would be told. */
  complaint(work: () => Promise<unknown>): Promise<{ code: string; message: string } | null>;
}

const store = await openSessionStore();

const storage: StoragePage = {
  store,
  blob(size) {
    const bytes = new Uint8Array(size);
    for (let i = 0; i < size; i++) bytes[i] = (i * 31) % 251;
    return new Blob([bytes]);
  },

  async start(name, clips, seconds) {
    const files = [];
    for (const [i, clip] of clips.entries()) {
      const path = `clips/cam${i + 1}.webm`;
      await store.media.keepBlob(clip, path);
      files.push({ path, size: clip.size, sha256: await hashBlob(clip) });
    }
    const project = { name: 'Tiny shop', text: JSON.stringify(tinyShopProject()), files };
    const session = await store.createSession({
      name,
      project,
      recording: 'walk',
      model: null,
      settings: sceneDefaults,
    });
    const writer = new JournalWriter(store.journal, session.id, {
      onFailure: (error) => {
        throw error;
      },
    });
    for (let second = 1; second <= seconds; second++) {
      writer.write([{ kind: 'camera', camera: 'cam1', time: micros(second * 1_000_000), detections: [] }]);
    }
    await writer.close();
    return session;
  },

  async inputs(session) {
    const inputs: SceneInput[] = [];
    for await (const chunk of store.readInputs(session)) inputs.push(...chunk);
    return inputs;
  },

  async files() {
    const names: string[] = [];
    const root = await navigator.storage.getDirectory();
    for await (const [folder, { kind }] of root.entries()) {
      if (kind !== 'directory') continue;
      for await (const name of (await root.getDirectoryHandle(folder)).keys()) names.push(name);
    }
    return names.sort();
  },

  async complaint(work) {
    try {
      await work();
      return null;
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      return { code: error.code, message: error.message };
    }
  },
};

Object.assign(window, { storage });
