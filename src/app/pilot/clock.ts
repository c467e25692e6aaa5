/** What paces a playback. */
export interface Clock {
  /** ms */
  now(): number;
  /** Resolves when the screen may be drawn again; while nobody sees the page, not at all. */
  tick(): Promise<void>;
}

export const screenClock: Clock = {
  now: () => performance.now(),
  tick: () => new Promise((resolve) => requestAnimationFrame(() => resolve())),
};
