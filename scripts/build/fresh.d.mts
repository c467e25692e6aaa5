export const root: string;
export const STAMP: string;
export function isBuilt(folder: string): boolean;
export function ensureInstalled(): boolean;
export function ensureBuilt(): boolean;
export function say(line: string): void;
