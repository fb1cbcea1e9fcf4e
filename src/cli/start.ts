import { run } from './main.ts';

// `npm start`: the team server, with a demo team when its data folder is new.
process.exitCode = await run(['serve', '--demo', ...process.argv.slice(2)]);
