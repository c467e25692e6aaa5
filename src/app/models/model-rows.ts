import type { CachedModel } from '#storage/model-cache.ts';
import { type ModelKind, type ModelOffer, isOwn, offerOf, offers, recommended } from '#storage/model-offers.ts';

/** A model that is on this device, or that the catalogue offers, or both. */
export interface ModelRow {
  readonly key: string;
  readonly name: string;
  /** bytes */
  readonly size: number;
  /** `null` for one that the catalogue does not know. */
  readonly offer: ModelOffer | null;
  /** It lies beside the page. */
  readonly own: boolean;
  /** `null` while it is not on this device. */
  readonly model: CachedModel | null;
}

/** What is on this device first, then the recommended one, then what the page can fetch, then what it cannot. */
export function modelRows(all: readonly CachedModel[], kind: ModelKind): readonly ModelRow[] {
  const here = all
    .filter((model) => model.kind === kind)
    .map((model): ModelRow => {
      const offer = offerOf(model);
      return {
        key: model.sha256,
        name: model.name,
        size: model.size,
        offer,
        own: offer !== null && isOwn(offer),
        model,
      };
    });
  const missing = offers
    .filter((offer) => offer.kind === kind && !here.some((row) => row.offer === offer))
    .map((offer): ModelRow => {
      return { key: offer.id, name: offer.name, size: offer.bytes, offer, own: isOwn(offer), model: null };
    });
  return [...here, ...missing.toSorted((a, b) => rank(a) - rank(b))];
}

function rank({ offer }: ModelRow): number {
  if (offer === recommended) return 0;
  return offer?.crossOrigin ? 1 : 2;
}

/** The detector for whoever does not want to choose. */
export const recommendedDetector: ModelOffer = recommended;
