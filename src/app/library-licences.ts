/** A library that the page is built with. */
export interface LibraryLicence {
  readonly name: string;
  readonly version: string;
  /** As SPDX writes it: `MIT`. */
  readonly licence: string;
  /** The whole notice. */
  readonly text: string;
}

/** @returns `null` where the notices are not beside the page: while it is being developed. */
export async function loadLicences(): Promise<readonly LibraryLicence[] | null> {
  const answer = await fetch('./third-party-notices.md').catch(() => null);
  if (answer?.ok !== true) return null;
  const libraries = readLicences(await answer.text());
  return libraries.length > 0 ? libraries : null;
}

/** @param notices - A heading `## name version (licence)` for each library, its notice below. */
export function readLicences(notices: string): readonly LibraryLicence[] {
  return notices.split(/^## (?=\S+ \d\S* \([^)]*\)$)/mu).flatMap((part) => {
    const [, name, version, licence, text] = /^(\S+) (\S+) \(([^)]*)\)\n([\s\S]*)$/u.exec(part) ?? [];
    return name === undefined ? [] : [{ name, version: version!, licence: licence!, text: text!.trim() }];
  });
}
