/** Forms that a person opens to correct a basket: fetched shortly after there is somebody who may have one. */
import { Part } from '#app/part.svelte.ts';

export const identityForm = new Part(async () => (await import('#ui/pilot/IdentityForm.svelte')).default);
export const itemForm = new Part(async () => (await import('#ui/pilot/ItemForm.svelte')).default);
