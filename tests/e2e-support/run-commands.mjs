/** Commands of the built app, one after another in one process, up to the first that fails; runs on Electron's Node. */
import { runCli, written } from '../../out/main/cli.js';

const [profile, commands] = process.argv.slice(2);
let code = 0;
for (const words of JSON.parse(commands)) code ||= await runCli(words, process, profile);
await written();
process.exit(code);
