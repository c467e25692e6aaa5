/**
 * What a file inside a project or an archive may be called: forward slashes, relative, and nothing that climbs out,
 * names a drive, or looks like another name on another system.
 */

/** @returns What is wrong with `path`, to follow the name in a sentence; `null` when nothing is. */
export function wrongWithPath(path: string): string | null {
  if (path === '') return 'is empty';
  if (path.length > 500) return 'is longer than 500 characters';
  if (hasControlCharacter(path)) return 'holds a control character';
  if (path.includes('\\')) return 'holds a backslash';
  if (path.startsWith('/')) return 'is absolute';
  if (/^[a-z]:/iu.test(path)) return 'names a drive';
  for (const part of path.split('/')) {
    if (part === '..') return 'climbs out of the folder';
    if (part === '' || part === '.') return 'has an empty part';
  }
  return null;
}

/** Two paths with equal keys are one file on a disk that ignores letter case or Unicode form. */
export function foldedPath(path: string): string {
  return path.normalize('NFKC').toLowerCase();
}

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
