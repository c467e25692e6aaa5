import type { Deed } from '#core/basket/deed.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { Dwell, TrackSpan } from '#core/pipeline/scene-log.ts';
import type { Proof } from '#core/pipeline/proof.ts';

/** What is remembered of a session, and what people enter into its books: while it runs, and when it is over. */
export interface Books {
  /** As far as it is known by now; `null` when it is not remembered any more. */
  proof(interaction: Interaction): Promise<Proof | null>;
  /** How long people stood where from one moment to another, µs. */
  dwell(from: number, to: number): Promise<Dwell>;
  /** Whose the cameras' tracks were from one moment to another, µs. */
  tracks(from: number, to: number): Promise<readonly TrackSpan[]>;
  /**
   * What a person says is on the disk when it resolves, and the baskets are folded again.
   *
   * @throws WorkbenchError `storage/in-use`, `storage/quota`
   */
  enter(deed: Deed): Promise<void>;
}
