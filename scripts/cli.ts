/** `npm run -s cli -- <command> …`: everything OpenAisle does without a window. See `docs/cli.md`. */
import { basketCommand } from './commands/basket.ts';
import { benchEnginesCommand } from './commands/bench-engines.ts';
import { carryOut } from './commands/carry-out.ts';
import type { Command } from './commands/command.ts';
import { detectCommand } from './commands/detect.ts';
import { fuseCommand } from './commands/fuse.ts';
import { importCommand } from './commands/import.ts';
import { inferCommand } from './commands/infer.ts';
import { recogniseCommand } from './commands/recognise.ts';
import { replayCommand } from './commands/replay.ts';
import { runCommand } from './commands/run.ts';
import { scoreCocoCommand } from './commands/score-coco.ts';
import { scoreGroundCommand } from './commands/score-ground.ts';
import { scoreMotCommand } from './commands/score-mot.ts';
import { scoreWorldCommand } from './commands/score-world.ts';
import { simulateCommand } from './commands/simulate.ts';
import { trackCommand } from './commands/track.ts';

const commands = [
  importCommand,
  simulateCommand,
  runCommand,
  replayCommand,
  basketCommand,
  scoreMotCommand,
  scoreWorldCommand,
  scoreGroundCommand,
  scoreCocoCommand,
  trackCommand,
  fuseCommand,
  inferCommand,
  detectCommand,
  recogniseCommand,
  benchEnginesCommand,
] as const satisfies readonly Command[];

const words = process.argv.slice(2);
const command = commands.find(({ name }) => name.split(' ').every((word, i) => words[i] === word));

if (command === undefined) {
  const known = commands.map((each) => `  cli ${each.name} ${each.usage}`).join('\n');
  const [first] = words;
  process.stderr.write(first === undefined ? `Usage:\n${known}\n` : `“${first}” is no command. There are:\n${known}\n`);
  process.exitCode = 2;
} else {
  await carryOut(command, words.slice(command.name.split(' ').length));
}
