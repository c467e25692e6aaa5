/** What the sheets worker can be asked. Types only: both threads compile this file, neither runs it. */
import type { FoundTags } from '#core/calibration/find-tags.ts';
import type { KnownSheet, SheetView } from '#core/calibration/sheet-view.ts';
import type { SheetsAnswer } from '#core/calibration/solve-sheets.ts';
import type { Polygon } from '#core/detection/masks.ts';

export interface SheetsApi {
  /**
   * The printed sheets in a picture.
   *
   * @param frame - Closed when it was looked at. @param width - px of the frame that positions count in.
   * @param masks - What nobody may see: painted over before anything is looked for.
   */
  find(frame: VideoFrame, width: number, height: number, masks: readonly Polygon[]): Promise<FoundTags>;

  /** See `solveSheets`. */
  solve(views: readonly SheetView[], known: readonly KnownSheet[], ruled: number | null): Promise<SheetsAnswer>;
}
