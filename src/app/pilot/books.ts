import type { Deed } from '#core/basket/deed.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { Proof } from '#core/pipeline/proof.ts';

/** What proves the lines of a session, and what people enter into its books: while it runs, and when it is over. */
export interface Books {
  /** As far as it is known by now; `null` when it is not remembered any more. */
  proof(interaction: Interaction): Promise<Proof | null>;
  /**
   * What a person says is on the disk when it resolves, and the baskets are folded again.
   *
   * @throws WorkbenchError `storage/in-use`, `storage/quota`
   */
  enter(deed: Deed): Promise<void>;
}
