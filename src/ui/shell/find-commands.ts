import type { Command } from '#app/commands.svelte.ts';
import { plainText } from '#ui/kit/plain-text.ts';

/** Commands with every typed word in their name or their heading. */
export function findCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const words = plainText(typed).split(/\s+/u);
  return commands.filter(({ label, group }) => {
    const text = plainText(`${label()} ${group()}`);
    return words.every((word) => text.includes(word));
  });
}
