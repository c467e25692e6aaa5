/** What the catalogue offers: which models there are, whose they are, where they come from, what they are said to do. */
import type { ModelOffer } from '#storage/offer-schema.ts';
import catalogue from '#models/catalogue.json' with { type: 'json' };

export type { ModelOffer };
export type ModelKind = ModelOffer['kind'];

/** The build and the tests check them: a page that fetches them need not. */
export const offers = catalogue.models as unknown as readonly ModelOffer[];

/** @returns The offer that is for whoever does not want to choose. */
export const recommended: ModelOffer = offers.find((each) => each.recommended)!;

/** Whether it lies beside the page: then it is here whenever the page is, network or not. */
export function isOwn({ files }: ModelOffer): boolean {
  return !files.some(({ url }) => url.startsWith('https://'));
}

/** @param files - Hashes by path. @returns The offer whose files these are, or `null`. */
export function offerOfFiles(files: ReadonlyMap<string, string>): ModelOffer | null {
  if (files.size === 1) {
    const [sha256] = [...files.values()];
    return offers.find((each) => each.files.length === 1 && each.files[0]!.sha256 === sha256) ?? null;
  }
  const same = (each: ModelOffer) => each.files.every(({ path, sha256 }) => sha256 && files.get(path) === sha256);
  return offers.find((each) => each.files.length === files.size && same(each)) ?? null;
}

/** @returns The offer that a model on this device came from, or `null`. */
export function offerOf({ sha256, entry }: { readonly sha256: string; readonly entry: string | null }) {
  return offers.find((each) => each.id === entry || each.sha256 === sha256) ?? null;
}
