import { createKeybindingsHandler } from 'tinykeys';
import type { Command } from '#app/commands.svelte.ts';

/**
 * Does what a pressed key stands for. Not while somebody writes, nor behind a dialog; and a button that has the focus
 * keeps Space and Enter for itself.
 *
 * @param commands - The first of those with the same key is done.
 * @param refuse - Told why what somebody wants is not done.
 */
export function pressKeys(commands: readonly Command[], refuse: (why: string) => void): (event: KeyboardEvent) => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  // Of `g p` and `p` the longer is asked first, and what it took is taken.
  const longestFirst = commands.toSorted((a, b) => presses(b.keys) - presses(a.keys));
  for (const { keys, enabled, why, run } of longestFirst) {
    if (keys === null || keys in bindings) continue;
    bindings[keys] = (event) => {
      if (enabled?.() === false || !mayTake(event, keys)) return;
      event.preventDefault();
      const reason = why?.() ?? null;
      if (reason === null) run();
      else refuse(reason);
    };
  }
  return createKeybindingsHandler(bindings);
}

const presses = (keys: string | null): number => keys?.split(' ').length ?? 0;

function mayTake(event: KeyboardEvent, keys: string): boolean {
  if (event.defaultPrevented) return false;
  const target = event.target instanceof Element ? event.target : null;
  // A popover that is closed is in the page all the same.
  const dialog = '[role="dialog"]:not([popover]:not(:popover-open)), dialog[open]';
  if (document.querySelector(dialog) !== null) return false;
  const writing = target?.closest('input:not([type="checkbox"], [type="range"]), textarea, [contenteditable]') != null;
  // A field takes back its own letters.
  if (keys.startsWith('$mod')) return !(writing && keys === '$mod+Z');
  if (writing || target?.closest('select')) return false;
  if (['Space', 'Enter'].includes(keys)) return target?.closest('button, a, summary, input, [role="option"]') == null;
  return !(
    keys.startsWith('Arrow') && target?.closest('[role="slider"], [role="listbox"], [role="tablist"], input') != null
  );
}
