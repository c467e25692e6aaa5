import type { Session } from '#storage/session.ts';
import type { Desk } from '#app/desk.ts';
import { downloadBlob } from '#app/download-blob.ts';
import { m } from '#messages/compiled/messages.js';

/** From here on a person is asked where the archive goes, and it is written there piece by piece; bytes. */
const LARGE = 256 << 20;

/** Chromium has it, the standard library's types do not. */
type Picker = { showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle> };

/**
 * Saves a session as an archive.
 *
 * @param clips - Put its footage in as well.
 */
export async function exportSession(
  desk: Desk,
  { id, name }: Pick<Session, 'id' | 'name'>,
  clips: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { store } = desk.rooms;
  const { project } = await store.loadSession(id);
  const bytes = clips ? project.files.reduce((sum, { size }) => sum + size, 0) : 0;
  const fileName = `${name.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.zip`;
  const target = bytes < LARGE ? null : await (window as Picker).showSaveFilePicker?.({ suggestedName: fileName });
  const tell = (share: number): void => desk.doing(() => m.sessions_exporting({ name }), share);
  tell(0);
  if (target) await store.streamSession(id, { clips }, await target.createWritable(), tell, signal);
  else downloadBlob(await store.exportSession(id, { clips }, tell, signal), fileName);
}
