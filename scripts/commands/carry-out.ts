import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Command } from './command.ts';

/** Does what was typed. What a person can mend is said in a sentence; the exit status is 2 when the words were not understood, else 1. */
export async function carryOut(command: Command, words: readonly string[]): Promise<void> {
  try {
    await command.run(words);
  } catch (error) {
    process.exitCode = error instanceof WorkbenchError && error.code === 'cli/usage' ? 2 : 1;
    process.stderr.write(`${error instanceof WorkbenchError ? error.message : fullStory(error)}\n`);
  }
}

/** Something of ours broke: whoever reports it needs the whole story. */
function fullStory(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
