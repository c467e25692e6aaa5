import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { getLocale } from '#messages/compiled/runtime.js';
import type { Option } from '#ui/kit/find-options.ts';
import { packshotOf } from '#ui/pilot/packshot-of.ts';

/** Every product by its name; the likely ones first, most likely first. */
export function productOptions(session: PilotSession, likely: readonly string[] = []): readonly Option[] {
  const rank = new Map(likely.map((gtin, index) => [gtin, index]));
  const { compare } = new Intl.Collator(getLocale());
  return session.project.skus
    .toSorted(
      (a, b) => (rank.get(a.gtin) ?? likely.length) - (rank.get(b.gtin) ?? likely.length) || compare(a.name, b.name),
    )
    .map(({ gtin, name }) => ({ value: gtin, label: name, picture: packshotOf(session, gtin) }));
}
