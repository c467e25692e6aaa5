/** Who says something about the books, and why. */
export interface Said {
  readonly operator: string;
  readonly reason: string;
}
