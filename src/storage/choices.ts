/**
 * Small choices of a person, kept for the next time the page opens: how it looks, what runs. Where the browser keeps
 * nothing, because it is full or was told so, a choice holds until the page closes; so make it before it is kept here. What
 * comes back was written by another release, or by another hand: whoever reads it trusts nothing of it.
 */

/** @returns What was kept; `null` when nothing was, or nobody can read it. */
export function readChoice(key: string): unknown {
  try {
    return JSON.parse(readWord(key) ?? 'null');
  } catch {
    return null;
  }
}

export function keepChoice(key: string, choice: unknown): void {
  keepWord(key, JSON.stringify(choice));
}

/** A choice that is one word, as it is. */
export function readWord(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keepWord(key: string, word: string): void {
  try {
    localStorage.setItem(key, word);
  } catch {
    // Whoever chose has what they asked for: only the next visit begins without it.
  }
}

export function forgetChoice(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
