import type { Project } from '#core/planning/project.ts';
import type { ZonePurpose } from '#overlay/plan-scene.ts';

type Zone = Project['plan']['zones'][number];

export interface NamedPlace {
  readonly text: string;
  readonly polygon: Zone['polygon'];
}

/**
 * A door that is entry and exit is one place with both names, as long as they fit side by side; otherwise they stand above each other.
 *
 * @param fits - Whether so much text has room in a line there.
 */
export function zoneNames(
  zones: readonly Pick<Zone, 'purpose' | 'polygon'>[],
  names: Readonly<Record<ZonePurpose, string>>,
  fits: (place: NamedPlace) => boolean,
): readonly NamedPlace[] {
  const same = new Map<string, NamedPlace[]>();
  for (const { purpose, polygon } of zones) {
    const place = JSON.stringify(polygon);
    const there = same.get(place) ?? [];
    if (there.some(({ text }) => text === names[purpose])) continue;
    same.set(place, [...there, { text: names[purpose], polygon }]);
  }
  return [...same.values()].flatMap((each) => {
    const both = { text: each.map(({ text }) => text).join(' · '), polygon: each[0]!.polygon };
    return fits(both) ? [both] : each;
  });
}
