import { readConfig } from '../../src/server/config/config.ts';
import { openLog } from '../../src/server/log.ts';
import { startServer } from '../../src/server/start/server.ts';

/** A server in a process of its own, by the environment; it says its address when it is ready: `node server-child.ts DIR`. */
const server = await startServer(await readConfig(process.env, process.argv[2]), openLog('error'));
process.stdout.write(`${server.url}\n`);
process.once('SIGTERM', () => void server.stop());
const reason = await server.failed;
process.stderr.write(`${reason}\n`);
await server.stop();
process.exit(1);
