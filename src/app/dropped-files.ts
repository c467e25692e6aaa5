/** Something a person dropped or chose, with its path below what was dropped. */
export interface DroppedFile {
  /** `shop.zip`, or `shop/video/cam1.webm` when a folder was dropped. */
  readonly path: string;
  readonly file: File;
  /** Lets a clip of a dropped folder stay where it is; `null` when the browser gives none. */
  readonly handle: FileSystemFileHandle | null;
}

export function filesOfInput(files: FileList | null): DroppedFile[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file, handle: null }));
}

/** Must be called in the drop event itself: the browser empties the transfer afterwards. */
export async function filesOfDrop(transfer: DataTransfer): Promise<DroppedFile[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const dropped = items.map(async (item) => {
    // Chromium gives handles; elsewhere the entry is all there is. Both must be asked for before anything is awaited.
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    const handle = await (item as HandleItem).getAsFileSystemHandle?.();
    if (handle?.kind === 'directory') return filesOfFolder(handle as FileSystemDirectoryHandle, handle.name);
    if (entry?.isDirectory) return filesBelow(entry as FileSystemDirectoryEntry);
    return file === null ? [] : [{ path: file.name, file, handle: null }];
  });
  return (await Promise.all(dropped)).flat();
}

type HandleItem = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };

async function filesOfFolder(folder: FileSystemDirectoryHandle, path: string): Promise<DroppedFile[]> {
  const files: DroppedFile[] = [];
  for await (const [name, child] of folder.entries()) {
    const below = `${path}/${name}`;
    if (child.kind === 'directory') files.push(...(await filesOfFolder(child as FileSystemDirectoryHandle, below)));
    else {
      const handle = child as FileSystemFileHandle;
      files.push({ path: below, file: await handle.getFile(), handle });
    }
  }
  return files;
}

async function filesBelow(folder: FileSystemDirectoryEntry): Promise<DroppedFile[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  // A reader hands out at most a hundred entries a call; an empty answer is the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    entries.push(...some);
  }
  const nested = entries.map(async (entry) => {
    if (entry.isDirectory) return filesBelow(entry as FileSystemDirectoryEntry);
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//u, ''), file, handle: null }];
  });
  return (await Promise.all(nested)).flat();
}
