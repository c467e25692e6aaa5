/** CSS px of a pane. */
export interface PaneSize {
  readonly width: number;
  readonly height: number;
}

/** Between what is shown (px of a frame, metres of a plan) and the pane's CSS px. */
export interface PaneMap {
  /** CSS px a unit. */
  readonly scale: number;
  x(value: number): number;
  y(value: number): number;
  fromX(px: number): number;
  fromY(px: number): number;
}

/** A numbered point, in the map's units. */
export interface Handle {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}
