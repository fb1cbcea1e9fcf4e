import type { OpenLog } from '../../engine/cache.ts';
import { type Goals, goalStandings } from '../../insight/goals/goals.ts';
import { goalsToJson } from '../../insight/goals/json.ts';
import type { CliContext } from '../context.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import { goalsText } from '../goals-text.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { memberNames } from '../../kpi/names.ts';
import { deliver } from '../output.ts';

export type GoalsOptions = LogOptions & {
  readonly all?: boolean;
  readonly rep?: string;
  readonly team?: string;
  readonly format: 'table' | 'json';
  readonly out?: string;
};

/** `tacto goals`: what is reached, what should be by now, what it will come to, and what is needed. */
export async function goalsCommand(context: CliContext, options: GoalsOptions): Promise<void> {
  await withLog(context, options, async ({ log, kpis }) => {
    const goals = await goalStandings(log, kpis, {
      all: options.all === true,
      ...(options.rep === undefined ? {} : { rep: options.rep }),
      ...(options.team === undefined ? {} : { team: options.team }),
    });
    const text = options.format === 'json' ? JSON.stringify(goalsToJson(goals)) : await toText(context, log, goals);
    await deliver(`${text}\n`, options.out);
  });
}

async function toText(context: CliContext, log: OpenLog, goals: Goals): Promise<string> {
  const names = await memberNames(log, ['rep', 'team'], '');
  return goalsText({ context, goals, names, format: valueFormatter(context.language, log.workspace.currency) });
}
