import { PilotLayout } from '#app/pilot/pilot-layout.svelte.ts';
import type { TimeSpan } from '#overlay/time-span.ts';

/** How a session is being looked at: what is enlarged, how close the timeline is, what stands where. */
export class PilotView {
  readonly layout = new PilotLayout();
  /** The camera that has all the room; `null` while they share it. */
  enlarged = $state<string | null>(null);
  /** What the timeline shows; `null` for all there is. */
  span = $state.raw<TimeSpan | null>(null);

  enlarge(camera: string): void {
    this.enlarged = this.enlarged === camera ? null : camera;
  }
}
