/** `npm start`: installs if needed, builds if needed, serves the app and prints its address. */
import { ensureBuilt, ensureInstalled, root, say } from './build/fresh.mjs';

ensureInstalled();
ensureBuilt();

const { preview } = await import('vite');
const server = await preview({ root, logLevel: 'warn', preview: { port: Number(process.env['PORT'] ?? 4173) } });
process.stdout.write(`OpenAisle is at ${server.resolvedUrls?.local[0] ?? 'an address the server did not tell'}\n`);
say('Nothing leaves this machine. Press Ctrl+C to stop.');
