import type { CliContext } from '../context.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { answerOnStdio } from '../../server/mcp/stdio.ts';

/** `tacto mcp --data DIR`: answers an assistant about a log, by the Model Context Protocol on standard input and output. */
export async function mcpCommand(context: CliContext, options: LogOptions): Promise<void> {
  await withLog(context, options, async ({ log, kpis }) => answerOnStdio(log, kpis, context.language));
}
