/** `npm run demo:render` */
import { carryOut } from './commands/carry-out.ts';
import { demoRenderCommand } from './commands/demo-render.ts';

await carryOut(demoRenderCommand, process.argv.slice(2));
