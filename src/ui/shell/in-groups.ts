import type { Command } from '#app/commands.svelte.ts';

/** Commands by the heading they stand under, in the order the headings first come. */
export function inGroups(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const group = groups.get(command.group()) ?? [];
    group.push(command);
    groups.set(command.group(), group);
  }
  return groups;
}
