import type { CachedModel } from '#storage/model-cache.ts';
import { isOwn, offerOf } from '#storage/model-offers.ts';

/** Whether a model on this device is one that comes with the page. */
export function isOwnModel(model: CachedModel): boolean {
  const offer = offerOf(model);
  return offer !== null && isOwn(offer);
}
