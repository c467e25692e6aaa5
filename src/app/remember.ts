/**
 * Keeps a choice for the next time the page opens. Where the browser keeps nothing, because it is full or was told so, the
 * choice holds until the page closes; so make it before remembering it.
 */
export function remember(key: string, choice: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(choice));
  } catch {
    // Whoever chose has what they asked for: only the next visit begins without it.
  }
}
