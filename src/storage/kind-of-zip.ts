import { ARCHIVE_FORMAT } from '#storage/archive-manifest.ts';
import { ZIP_LIMITS } from '#storage/zip-limits.ts';
import { readZip } from '#storage/zip.ts';

/**
 * Whether a `.zip` is an exported session or, like anything else that holds one, a store project.
 *
 * @throws WorkbenchError `zip/refused`
 */
export async function kindOfZip(zip: Blob, name: string): Promise<'session' | 'project'> {
  const manifest = (await readZip(zip, ZIP_LIMITS, name)).get('manifest.json');
  return (await manifest?.text())?.includes(`"${ARCHIVE_FORMAT}"`) === true ? 'session' : 'project';
}
