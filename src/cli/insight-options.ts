import { Option } from 'commander';
import { UserError } from '../domain/errors.ts';
import type { Add } from './add.ts';
import type { AskOptions } from './commands/ask.ts';
import type { CompareOptions } from './commands/compare.ts';
import type { CostOptions } from './commands/cost.ts';
import type { DiagnoseOptions } from './commands/diagnose.ts';
import type { EffectsOptions } from './commands/effects.ts';
import type { GoalsOptions } from './commands/goals.ts';
import type { RisksOptions } from './commands/risks.ts';
import type { TrendOptions } from './commands/trend.ts';
import type { WhyOptions } from './commands/why.ts';
import { effectIds } from '../insight/effects/ids.ts';
import { playbookIds } from '../kpi/playbooks.ts';
import type { CliContext } from './context.ts';
import { collect, texts, wholeNumber, withData, withPeriod } from './options.ts';

/** The commands that tell signal from noise and where a difference comes from. */
export function addInsight(add: Add, context: CliContext): void {
  addCompare(add, context);
  addWhy(add, context);
  addRisks(add, context);
  addTrend(add, context);
  addCost(add, context);
  addEffects(add, context);
  addDiagnose(add, context);
  addGoals(add, context);
  addAsk(add, context);
}

function addCompare(add: Add, context: CliContext): void {
  const command = add(
    'compare',
    { '<ID>': texts.kpi },
    { en: 'who differs from the group by more than chance', es: 'quién difiere del grupo más que por azar' },
    'tacto compare win_rate --data demo-log --by rep\ntacto compare dials --data demo-log --by team --from 2026-04-01\ntacto compare reach_rate --data demo-log --by source --format json',
  );
  withPeriod(withData(command, context), context)
    .requiredOption(
      '--by <NAME>',
      context.say({ en: 'rep, team, source or another dimension', es: 'rep, team, source u otra dimensión' }),
    )
    .option('--where <NAME=VALUE>', context.say(texts.where), collect)
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(['table', 'json']).default('table'))
    .option('--out <FILE>', context.say(texts.out))
    .action(async (id: string, options: CompareOptions) =>
      (await import('./commands/compare.ts')).compareCommand(context, id, options),
    );
}

function addWhy(add: Add, context: CliContext): void {
  const command = add(
    'why',
    { '<ID>': { en: 'contracts or contract_volume', es: 'contracts o contract_volume' } },
    {
      en: 'where a difference comes from: a rep and the others, or a period and the one before',
      es: 'de dónde viene una diferencia: entre un comercial y los demás, o entre un periodo y el anterior',
    },
    'tacto why contracts --data demo-log --rep rep-08\ntacto why contracts --data demo-log --rep rep-08 --mix source\ntacto why contract_volume --data demo-log --playbook process --from 2026-01-01 --to 2026-07-01',
  );
  withPeriod(withData(command, context), context)
    .option('--rep <ID>', context.say({ en: 'a rep, against the others', es: 'un comercial, frente a los demás' }))
    .addOption(
      new Option('--playbook <P>', context.say({ en: 'along which steps', es: 'por qué pasos' }))
        .choices(['numbers', 'process'])
        .default('numbers'),
    )
    .option(
      '--mix <NAME>',
      context.say({
        en: 'tell apart what another mix of source, segment or product makes',
        es: 'separa lo que aporta otra composición por source, segment o product',
      }),
    )
    .option('--where <NAME=VALUE>', context.say(texts.where), collect)
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(['table', 'json']).default('table'))
    .option('--out <FILE>', context.say(texts.out))
    .action(async (id: string, options: WhyOptions) => {
      const { whyCommand } = await import('./commands/why.ts');
      await whyCommand(context, oneOf('ID', id, ['contracts', 'contract_volume']), options);
    });
}

function addRisks(add: Add, context: CliContext): void {
  const command = add(
    'risks',
    {},
    {
      en: 'which open deals may not come, why, and how much hangs on them',
      es: 'qué oportunidades abiertas pueden no llegar, por qué y cuánto depende de ellas',
    },
    'tacto risks --data demo-log\ntacto risks --data demo-log --where rep=rep-04\ntacto risks --data demo-log --by month\ntacto risks --data demo-log --as-of 2026-03-01 --format json',
  );
  withData(command, context)
    .addOption(
      new Option(
        '--by <NAME>',
        context.say({ en: 'what is at risk by rep, team or month', es: 'lo que está en riesgo por rep, team o month' }),
      ).choices(['rep', 'team', 'month']),
    )
    .option('--where <NAME=VALUE>', context.say(texts.where), collect)
    .option(
      '--limit <N>',
      context.say({ en: 'how many deals to show (10)', es: 'cuántas oportunidades mostrar (10)' }),
      wholeNumber,
      10,
    )
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(['table', 'json']).default('table'))
    .option('--out <FILE>', context.say(texts.out))
    .action(async (options: RisksOptions) => (await import('./commands/risks.ts')).risksCommand(context, options));
}

function addCost(add: Add, context: CliContext): void {
  const command = add(
    'cost',
    {},
    {
      en: 'what a customer costs in money, time and energy, and how long deals take',
      es: 'lo que cuesta un cliente en dinero, tiempo y energía, y cuánto tardan las oportunidades',
    },
    'tacto cost --data demo-log\ntacto cost --data demo-log --by segment --from 2026-01-01\ntacto cost --data demo-log --by rep --format json',
  );
  withPeriod(withData(command, context), context)
    .option(
      '--by <NAME>',
      context.say({ en: 'source (default), segment, rep …', es: 'source (por defecto), segment, rep …' }),
      'source',
    )
    .option('--where <NAME=VALUE>', context.say(texts.where), collect)
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(['table', 'json']).default('table'))
    .option('--out <FILE>', context.say(texts.out))
    .action(async (options: CostOptions) => (await import('./commands/cost.ts')).costCommand(context, options));
}

function addEffects(add: Add, context: CliContext): void {
  const command = add(
    'effects',
    { '[ID]': { en: `all, or one of ${effectIds.join(', ')}`, es: `todos, o uno de ${effectIds.join(', ')}` } },
    {
      en: 'what source, pitch, rep, product and material go with, each with the others held equal',
      es: 'con qué van unidos origen, argumento, comercial, producto y material, cada uno a igualdad de los demás',
    },
    'tacto effects --data demo-log\ntacto effects lead_source_quality --data demo-log --from 2026-01-01\ntacto effects material_quality --data demo-log --format json',
  );
  withPeriod(withData(command, context), context)
    .option('--where <NAME=VALUE>', context.say(texts.where), collect)
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(['table', 'json']).default('table'))
    .option('--out <FILE>', context.say(texts.out))
    .action(async (id: string | undefined, options: EffectsOptions) => {
      const { effectsCommand } = await import('./commands/effects.ts');
      await effectsCommand(context, id === undefined ? null : oneOf('ID', id, effectIds), options);
    });
}

function addTrend(add: Add, context: CliContext): void {
  const command = add(
    'trend',
    { '<IDS>': texts.kpis },
    {
      en: 'what changed by more than it usually does, and the latest period against the one before',
      es: 'qué cambió más de lo habitual, y el último periodo frente al anterior',
    },
    'tacto trend dials,reach_rate --data demo-log\ntacto trend contracts --data demo-log --where team=sur\ntacto trend dials --data demo-log --by week --from 2026-01-01 --format json',
  );
  withPeriod(withData(command, context), context)
    .addOption(
      new Option('--by <GRAIN>', context.say({ en: 'week or month', es: 'week (semana) o month (mes)' }))
        .choices(['week', 'month'])
        .default('month'),
    )
    .option('--where <NAME=VALUE>', context.say(texts.where), collect)
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(['table', 'json']).default('table'))
    .option('--out <FILE>', context.say(texts.out))
    .action(async (ids: string, options: TrendOptions) =>
      (await import('./commands/trend.ts')).trendCommand(context, ids, options),
    );
}

function addDiagnose(add: Add, context: CliContext): void {
  const command = add(
    'diagnose',
    {},
    {
      en: 'what a rep does well, what may be wrong, and what to adjust',
      es: 'qué hace bien un comercial, qué puede estar fallando y qué ajustar',
    },
    'tacto diagnose --data demo-log --rep rep-07\ntacto diagnose --data demo-log --rep rep-04 --from 2026-01-01 --where team=norte\ntacto diagnose --data demo-log --rep rep-05 --format json',
  );
  withPeriod(withData(command, context), context)
    .requiredOption(
      '--rep <ID>',
      context.say({ en: 'a rep, held against the group', es: 'un comercial, frente al grupo' }),
    )
    .option('--where <NAME=VALUE>', context.say(texts.where), collect)
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(['table', 'json']).default('table'))
    .option('--out <FILE>', context.say(texts.out))
    .action(async (options: DiagnoseOptions) =>
      (await import('./commands/diagnose.ts')).diagnoseCommand(context, options),
    );
}

function addGoals(add: Add, context: CliContext): void {
  const command = add(
    'goals',
    {},
    {
      en: 'how each goal stands, what it will come to, and what is needed',
      es: 'cómo va cada objetivo, en qué acabará y qué hace falta',
    },
    'tacto goals --data demo-log\ntacto goals --data demo-log --as-of 2026-06-15 --team norte\ntacto goals --data demo-log --all --rep rep-04 --format json',
  );
  withData(command, context)
    .option(
      '--all',
      context.say({
        en: 'those that are over or to come, too',
        es: 'también los terminados y los que están por venir',
      }),
    )
    .option('--rep <ID>', context.say({ en: 'only a rep’s', es: 'solo los de un comercial' }))
    .option(
      '--team <ID>',
      context.say({
        en: 'only a team’s, of those below it and of their reps',
        es: 'solo los de un equipo, los de sus equipos y los de sus comerciales',
      }),
    )
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(['table', 'json']).default('table'))
    .option('--out <FILE>', context.say(texts.out))
    .action(async (options: GoalsOptions) => (await import('./commands/goals.ts')).goalsCommand(context, options));
}

function addAsk(add: Add, context: CliContext): void {
  add(
    'ask',
    {
      '[QUESTION...]': {
        en: 'a question by its name or in your own words; several between commas; none lists them',
        es: 'una pregunta por su nombre o con sus palabras; varias entre comas; sin ninguna, se enumeran',
      },
    },
    {
      en: 'from your question back to at most three KPIs, and whether your log can answer',
      es: 'de su pregunta a tres KPI como máximo, y si su registro puede responder',
    },
    'tacto ask --data demo-log\ntacto ask why_lose --data demo-log\ntacto ask "do we annoy our customers" --data demo-log\ntacto ask rep_weak --data demo-log --where rep=rep-08\ntacto ask --playbook --data demo-log\ntacto ask --focus dials,reach_rate,close_rate --data demo-log',
  )
    .option('--data <DIR>', context.say(texts.data))
    .option('--cache <DIR>', context.say(texts.cache))
    .option('--strict', context.say(texts.strict))
    .option('--as-of <T>', context.say(texts.asOf))
    .option('--from <D>', context.say(texts.from))
    .option('--to <D>', context.say(texts.to))
    .option('--where <NAME=VALUE>', context.say(texts.where), collect)
    .addOption(
      new Option(
        '--playbook [P]',
        context.say({
          en: 'the ways of managing sales, or one of them, and how each fits the log',
          es: 'las maneras de dirigir las ventas, o una de ellas, y cómo encaja cada una con el registro',
        }),
      ).choices(playbookIds),
    )
    .option(
      '--focus <IDS>',
      context.say({
        en: 'KPIs that you want to steer by: their values, and a warning above three',
        es: 'KPI por los que quiere guiarse: sus valores, y un aviso si son más de tres',
      }),
    )
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(['table', 'json']).default('table'))
    .option('--out <FILE>', context.say(texts.out))
    .action(async (words: readonly string[], options: AskOptions) =>
      (await import('./commands/ask.ts')).askCommand(context, words, options),
    );
}

/** @throws UserError `bad_option` */
function oneOf<T extends string>(name: string, given: string, known: readonly T[]): T {
  const found = known.find((value) => value === given);
  if (found !== undefined) return found;
  const list = known.join(', ');
  throw new UserError({
    code: 'bad_option',
    message: { en: `${name} is “${given}”.`, es: `${name} es «${given}».` },
    fix: { en: `It is one of ${list}.`, es: `Es uno de ${list}.` },
  });
}
