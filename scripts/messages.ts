/** `npm run messages`: checks the texts of the page and compiles them, for whoever does not go through Vite. */
import { compileMessages } from './build/messages.ts';

await compileMessages();
