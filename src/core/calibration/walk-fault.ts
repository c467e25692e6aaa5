/** Why a walk does not tell where a camera hangs. Cameras are named by their id, times are s. */
export type WalkFault =
  /** The camera that the others are to be found from is not calibrated itself. */
  | { readonly kind: 'uncalibrated'; readonly camera: string }
  /** It saw the walker for less than {@link LEAST_SEEN}. */
  | { readonly kind: 'nobody'; readonly camera: string; readonly seconds: number }
  /** Two people or more at once, for more than a moment; `at` is when that began, by the camera's own clock. */
  | { readonly kind: 'several'; readonly camera: string; readonly at: number; readonly seconds: number }
  /** Between two of its pictures that were looked at, with somebody in them or not, there is mostly more than {@link LONGEST_GAP}: `seconds`. */
  | { readonly kind: 'seldom'; readonly camera: string; readonly seconds: number }
  /** A frame is older than the one before it. */
  | { readonly kind: 'backwards'; readonly camera: string; readonly at: number; readonly seconds: number }
  /** Its clock is so far off, or further, that it must be set right first. */
  | { readonly kind: 'apart'; readonly camera: string; readonly seconds: number }
  /** It and the cameras that are known saw the walker at once for less than {@link LEAST_SHARED}. */
  | { readonly kind: 'overlap'; readonly camera: string; readonly seconds: number }
  /** Where both see the walker, they stood still, or nearly. `metres` is how far they came. */
  | { readonly kind: 'still'; readonly camera: string; readonly metres: number }
  /** Where both see the walker, they walked on one line. `metres` is how wide it was. */
  | { readonly kind: 'line'; readonly camera: string; readonly metres: number }
  /** No camera over this floor sees the walk like that. */
  | { readonly kind: 'no-camera'; readonly camera: string }
  /** The camera that fits best is still this far off, cm. */
  | { readonly kind: 'poor'; readonly camera: string; readonly cm: number };

/** Clocks further apart are not put up with, s. */
export const MOST_LATE = 5;
/** Of a walk that is looked at less often there is nothing to compare, s. */
export const LONGEST_GAP = 0.8;
/** s */
export const LEAST_SEEN = 3;
export const LEAST_SHARED = 8;
