/** Copies of files in OPFS, each under the SHA-256 of its content. */

export interface MediaCopies {
  /**
   * @param onProgress - Told how many bytes are written.
   * @throws A `QuotaExceededError`; the signal's reason once it is aborted. Nothing is left then.
   */
  write(
    sha256: string,
    blob: Blob,
    onProgress: (bytes: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<void>;
  /** Moves a file of OPFS here; where files cannot be moved it is copied and the old one removed. */
  adopt(sha256: string, handle: FileSystemFileHandle): Promise<void>;
  /** @returns `null` when there is no whole copy of `size` bytes. */
  open(sha256: string, size: number): Promise<File | null>;
  /** Does nothing when there is none. */
  remove(sha256: string): Promise<void>;
  list(): Promise<readonly string[]>;
}

/**
 * @param folder - Name of the folder in OPFS.
 * @returns `null` where there is no OPFS: in Node, in some private windows.
 */
export async function openMediaCopies(folder: string): Promise<MediaCopies | null> {
  try {
    const root = await globalThis.navigator?.storage?.getDirectory();
    return root ? copiesIn(await root.getDirectoryHandle(folder, { create: true })) : null;
  } catch {
    return null;
  }
}

/** @returns `null` when the file is gone. */
export async function existing(handle: Promise<FileSystemFileHandle>): Promise<File | null> {
  try {
    return await (await handle).getFile();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

function copiesIn(folder: FileSystemDirectoryHandle): MediaCopies {
  const remove = (sha256: string) => folder.removeEntry(sha256).catch(() => undefined);
  return {
    remove,
    write: async (sha256, blob, onProgress, signal) => {
      try {
        const file = await folder.getFileHandle(sha256, { create: true });
        // What is written shows up under the name when the stream is closed, whole or not at all.
        const target = await file.createWritable();
        await blob
          .stream()
          .pipeThrough(counted(onProgress))
          .pipeTo(target, signal ? { signal } : {});
      } catch (error) {
        await remove(sha256);
        throw error;
      }
    },
    adopt: async (sha256, handle: Movable) => {
      const { size } = await handle.getFile();
      if ((await existing(folder.getFileHandle(sha256)))?.size === size) return handle.remove?.();
      if (handle.move) return handle.move(folder, sha256);
      const target = await (await folder.getFileHandle(sha256, { create: true })).createWritable();
      await (await handle.getFile()).stream().pipeTo(target);
      await handle.remove?.();
    },
    open: async (sha256, size) => {
      const file = await existing(folder.getFileHandle(sha256));
      // The name appears on disk before the bytes do: a copy that a closing tab cut off is empty.
      return file?.size === size ? file : null;
    },
    list: async () => {
      const names: string[] = [];
      // The worker's half of the standard library has no async iteration yet.
      for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
      return names;
    },
  };
}

/** Not in the standard library's types yet. */
type Movable = FileSystemFileHandle & {
  move?(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
  remove?(): Promise<void>;
};

function counted(onProgress: (bytes: number) => void): TransformStream<Uint8Array, Uint8Array> {
  let done = 0;
  return new TransformStream({
    transform: (chunk, controller) => {
      onProgress((done += chunk.length));
      controller.enqueue(chunk);
    },
  });
}
