/** One verb of the command line. stdout carries the result and nothing else; progress goes to stderr. */
export interface Command {
  /** As typed, `cli <name> …`; one word or two. */
  readonly name: string;
  /** One line: what follows the name. */
  readonly usage: string;
  /** What is typed in place of `cli <name>`, by who has a program of its own. */
  readonly typed?: string;
  /** @throws WorkbenchError shown as a sentence; the exit status is then 1. */
  run(args: readonly string[]): Promise<void>;
}
