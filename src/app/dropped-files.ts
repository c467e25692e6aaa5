/** Something a person dropped or chose, with its path below what was dropped. */
export interface DroppedFile {
  /** `shop.zip`, or `shop/video/cam1.webm` when a folder was dropped. */
  readonly path: string;
  readonly file: File;
  /** Lets a large clip stay where it is; `null` when the browser gives none. */
  readonly handle: FileSystemFileHandle | null;
}

export function filesOfInput(files: FileList | null): DroppedFile[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file, handle: null }));
}

/** Must be called in the drop event itself: the browser empties the transfer afterwards. */
export async function filesOfDrop(transfer: DataTransfer): Promise<DroppedFile[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const dropped = items.map(async (item) => {
    // Chromium gives handles; elsewhere the entry is all there is.
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    const handle = await handleOf(item);
    if (entry?.isDirectory) return filesBelow(entry as FileSystemDirectoryEntry);
    return file === null ? [] : [{ path: file.name, file, handle }];
  });
  return (await Promise.all(dropped)).flat();
}

type HandleItem = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };

async function handleOf(item: HandleItem): Promise<FileSystemFileHandle | null> {
  const handle = await item.getAsFileSystemHandle?.();
  return handle?.kind === 'file' ? (handle as FileSystemFileHandle) : null;
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
