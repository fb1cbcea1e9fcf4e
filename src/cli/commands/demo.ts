import { readdir } from 'node:fs/promises';
import { UserError } from '../../domain/errors.ts';
import { type DemoOptions, writeDemoLog } from '../../log/demo/index.ts';
import type { CliContext } from '../context.ts';

/** `tacto demo DIR`: writes a demo log and says which problems are planted in it. */
export async function demoCommand(context: CliContext, dir: string, options: DemoOptions): Promise<void> {
  const there = await readdir(dir).catch(() => []);
  if (there.length > 0) {
    throw new UserError({
      code: 'not_empty',
      message: { en: `${dir} is not empty.`, es: `${dir} no está vacía.` },
      fix: { en: 'Name a new folder.', es: 'Indique una carpeta nueva.' },
    });
  }
  const { reps, months, seed } = options;
  const summary = await writeDemoLog(dir, {
    ...(reps === undefined ? {} : { reps }),
    ...(months === undefined ? {} : { months }),
    ...(seed === undefined ? {} : { seed }),
  });
  const { say } = context;
  const { reps: people = 0, accounts = 0, deals = 0, activities = 0 } = summary.rows as Record<string, number>;
  context.out(
    say({
      en: `${dir}: ${people} reps, ${accounts} accounts, ${deals} deals, ${activities} activities.`,
      es: `${dir}: ${people} comerciales, ${accounts} cuentas, ${deals} oportunidades, ${activities} actividades.`,
    }),
  );
  context.out(`\n${say({ en: 'Problems worth finding in it:', es: 'Problemas que merece la pena encontrar:' })}`);
  for (const problem of summary.planted) context.out(`  · ${say(problem.description)}`);
  context.out(`\n${say({ en: 'Next', es: 'Ahora' })}: tacto board --data ${dir}`);
}
