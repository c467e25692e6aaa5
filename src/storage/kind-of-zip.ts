import { ARCHIVE_FORMAT } from '#storage/archive-format.ts';
import { MODEL_JSON } from '#storage/graph-model-files.ts';
import { PROJECT_FILE } from '#storage/project-bundle.ts';
import { ZIP_LIMITS } from '#storage/zip-limits.ts';
import { readZip } from '#storage/zip.ts';

/**
 * Whether a `.zip` is an exported session, a TensorFlow.js model or, like anything else that holds one, a store project.
 *
 * @throws WorkbenchError `zip/refused`
 */
export async function kindOfZip(zip: Blob, name: string): Promise<'session' | 'model' | 'project'> {
  const files = await readZip(zip, ZIP_LIMITS, name);
  const manifest = files.get('manifest.json');
  if ((await manifest?.text())?.includes(`"${ARCHIVE_FORMAT}"`)) return 'session';
  const named = (file: string): boolean => [...files.keys()].some((path) => path === file || path.endsWith(`/${file}`));
  return named(MODEL_JSON) && !named(PROJECT_FILE) ? 'model' : 'project';
}
