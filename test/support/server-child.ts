import { readConfig } from '../../src/server/config/config.ts';
import { openLog } from '../../src/server/log.ts';
import { startServer } from '../../src/server/start/server.ts';

/** A server in a process of its own, by the environment; it says its address when it is ready: `node server-child.ts DIR`. */
const server = await startServer(await readConfig(process.env, process.argv[2]), openLog('error'));
process.stdout.write(`${server.url}\n`);
const told = new Promise<null>((resolve) => process.once('SIGTERM', () => resolve(null)));
const reason = await Promise.race([told, server.failed]);
await server.stop();
if (reason !== null) process.stderr.write(`${reason}\n`);
process.exitCode = reason === null ? 0 : 1;
