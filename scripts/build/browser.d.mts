export const CHROMIUM_FLAGS: string[];
export function findBrowser(): string | null;
export function ensureBrowser(): void;
