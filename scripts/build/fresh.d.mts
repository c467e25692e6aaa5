export const root: string;
export function ensureInstalled(): boolean;
export function ensureBuilt(): boolean;
export function say(line: string): void;
