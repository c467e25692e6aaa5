import type { KnownSheet, SheetView } from '#core/calibration/sheet-view.ts';

/** Whether measured places say at what size sheets were printed: two of them that cameras tie together do. */
export function isSizeChecked(views: readonly SheetView[], known: readonly KnownSheet[]): boolean {
  const measured = new Set(known.map(({ number }) => number));
  const sights = views.map(({ sheets }) => sheets.map(({ number }) => number));
  return known.some((first) => {
    const tied = new Set([first.number]);
    for (let before = 0; before < tied.size;) {
      before = tied.size;
      for (const seen of sights)
        if (seen.some((number) => tied.has(number))) seen.forEach((number) => tied.add(number));
    }
    return [...tied].filter((number) => measured.has(number)).length > 1;
  });
}
