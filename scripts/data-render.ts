/** `npm run -s data:render -- …` */
import { carryOut } from './commands/carry-out.ts';
import { dataRenderCommand } from './commands/data-render.ts';

await carryOut(dataRenderCommand, process.argv.slice(2));
