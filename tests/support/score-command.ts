import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import type { Command } from '../../scripts/commands/command.ts';

/** A folder with these files. */
export function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'score-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** What a command writes, in this process. */
export async function written(
  command: Command,
  ...args: readonly string[]
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const texts: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] };
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => texts[stream].push(String(text)) > 0);
  }
  try {
    await command.run(args);
  } finally {
    vi.restoreAllMocks();
  }
  return { stdout: texts.stdout.join(''), stderr: texts.stderr.join('') };
}
