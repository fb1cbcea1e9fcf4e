import { type DemoOptions, writeDemoLog } from '../../log/demo/index.ts';
import { requireEmptyFolder } from '../../log/write.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../../kpi/counts.ts';

/** `tacto demo DIR`: writes a demo log and says which problems are planted in it. */
export async function demoCommand(context: CliContext, dir: string, options: DemoOptions): Promise<void> {
  await requireEmptyFolder(dir);
  const { reps, months, seed } = options;
  const summary = await writeDemoLog(dir, {
    ...(reps === undefined ? {} : { reps }),
    ...(months === undefined ? {} : { months }),
    ...(seed === undefined ? {} : { seed }),
  });
  const { say } = context;
  const { reps: people = 0, accounts = 0, deals = 0, activities = 0 } = summary.rows as Record<string, number>;
  const told = [
    counted(people, { en: '{n} rep', es: '{n} comercial' }, { en: '{n} reps', es: '{n} comerciales' }),
    counted(accounts, { en: '{n} account', es: '{n} cuenta' }, { en: '{n} accounts', es: '{n} cuentas' }),
    counted(deals, { en: '{n} deal', es: '{n} oportunidad' }, { en: '{n} deals', es: '{n} oportunidades' }),
    counted(activities, { en: '{n} activity', es: '{n} actividad' }, { en: '{n} activities', es: '{n} actividades' }),
  ];
  context.out(`${dir}: ${told.map(say).join(', ')}.`);
  context.out(`\n${say({ en: 'Problems worth finding in it:', es: 'Problemas que merece la pena encontrar:' })}`);
  for (const problem of summary.planted) context.out(`  · ${say(problem.description)}`);
  context.out(`\n${say({ en: 'Next', es: 'Ahora' })}: tacto board --data ${dir}`);
}
