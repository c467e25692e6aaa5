/** What the walk worker can be asked. Types only: both threads compile this file, neither runs it. */
import type { WalkAnswer, WatchedWalk } from '#core/calibration/solve-walk.ts';

export interface WalkApi {
  /** See `solveWalk`: some seconds of computing. */
  solve(watched: readonly WatchedWalk[], reference: string): Promise<WalkAnswer>;
}
