/** What is wrong with sheets, so that it can be said with what to do. */

export type SheetFault =
  /** No sheet at all: nothing of ours is in the picture. */
  | { readonly kind: 'none'; readonly camera: string }
  /** Fewer than {@link LEAST_SHEETS} that no camera sees twice: nothing can be found yet. */
  | { readonly kind: 'few'; readonly camera: string; readonly seen: number }
  /** One number lies there twice, and is left out. */
  | { readonly kind: 'twice'; readonly camera: string; readonly sheet: number }
  /** Tags of another program. */
  | { readonly kind: 'foreign'; readonly camera: string; readonly count: number }
  /** It sees no sheet whose place is known, and none that leads to one. */
  | { readonly kind: 'unplaced'; readonly camera: string }
  /** Others say it should see the sheet, and it was not found: covered, or too small to be read. */
  | { readonly kind: 'hidden'; readonly camera: string; readonly sheet: number; readonly small: boolean }
  /** Larger (`share > 0`) or smaller than the others, as a share. */
  | { readonly kind: 'size'; readonly sheet: number; readonly share: number }
  /** All are larger or smaller than the measured places say. */
  | { readonly kind: 'scale'; readonly share: number }
  /** Nobody measured the printed ruler, nor two places that hang together: a wrong size of all would not show. */
  | { readonly kind: 'unchecked' }
  /** It lies elsewhere for this camera than for the others. */
  | { readonly kind: 'moved'; readonly camera: string; readonly sheet: number }
  /** It does not lie flat, or something covers a part of it: its corners are on no floor. */
  | { readonly kind: 'bent'; readonly camera: string; readonly sheet: number }
  /** All in one line. */
  | { readonly kind: 'line'; readonly camera: string }
  /** All in a small part of the picture; `share` of its area, in `[0, 1]`. */
  | { readonly kind: 'close'; readonly camera: string; readonly share: number }
  /** No camera over the floor sees its sheets like this. */
  | { readonly kind: 'no-camera'; readonly camera: string };

/** Two say where a camera hangs; more say it better. */
export const LEAST_SHEETS = 2;

/** What is said where `camera` is calibrated: what others lack is said there, but for what is left out here because of it. */
export function faultsAt(
  camera: string,
  faults: readonly SheetFault[],
  seen: readonly { readonly number: number }[],
): readonly SheetFault[] {
  return faults.filter(
    (fault) =>
      !('camera' in fault) ||
      fault.camera === camera ||
      (fault.kind === 'twice' && seen.some(({ number }) => number === fault.sheet)),
  );
}
