import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in a process of its own, without npm, which takes a second to start it. */
export function runCli(args: readonly string[]): Promise<CliResult> {
  return runProgram('cli', args);
}

/** @param name - Of a file in `scripts`, without its ending. */
export function runProgram(name: string, args: readonly string[]): Promise<CliResult> {
  return run(process.execPath, ['--import', 'tsx', `scripts/${name}.ts`, ...args]);
}

/** As a person types it. */
export function typeCli(args: readonly string[]): Promise<CliResult> {
  return run('npm', ['run', '--silent', 'cli', '--', ...args]);
}

function run(program: string, args: readonly string[]): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const cli = spawn(program, args, { cwd: root });
    let [stdout, stderr] = ['', ''];
    cli.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    cli.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    cli.on('error', reject);
    cli.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}
