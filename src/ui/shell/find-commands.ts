import type { Command } from '#app/commands.svelte.ts';

/** Commands with every typed word in their name or their heading. Accents and capitals do not matter. */
export function findCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const words = plain(typed).split(/\s+/u);
  return commands.filter(({ label, group }) => {
    const text = plain(`${label()} ${group()}`);
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
