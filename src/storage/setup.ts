/** A store with its cameras, before and between recordings. */
export interface Setup {
  readonly id: string;
  readonly name: string;
  /** Of a `project.json`. */
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}
