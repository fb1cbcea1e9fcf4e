import { readFileSync } from 'node:fs';
import { Command, CommanderError, Help, Option } from 'commander';
import type { DemoOptions } from '../log/demo/index.ts';
import type { BoardOptions } from './commands/board.ts';
import type { CheckOptions } from './commands/check.ts';
import type { ExportOptions } from './commands/export.ts';
import type { KpiOptions } from './commands/kpi.ts';
import type { RowsOptions } from './commands/rows.ts';
import type { ServeOptions } from './commands/serve.ts';
import type { Add } from './add.ts';
import { type CliContext, languageOf } from './context.ts';
import { explainError, exitStatus } from './errors.ts';
import { addImport } from './import-options.ts';
import { addInsight } from './insight-options.ts';
import { addKeeping } from './keep-options.ts';
import { joined, texts, wholeNumber, withData, withFolder, withOutput, withPeriod } from './options.ts';
import { printableLines } from './table.ts';
import type { LogOptions } from './log-session.ts';
import { UserError } from '../domain/errors.ts';
import { languages, type Text } from '../domain/text.ts';
import { fileFault } from '../log/file-faults.ts';

/** Runs the command line. @returns the exit status: 0 ok, 1 failure, 2 bad input. */
export async function run(argv: readonly string[]): Promise<number> {
  const language = languageOf(argv, process.env);
  const context: CliContext = {
    language,
    isTerminal: process.stdout.isTTY,
    width: process.stdout.columns ?? Number(process.env['COLUMNS'] ?? 160),
    out: (text) => void process.stdout.write(`${text}\n`),
    warn: (text) => void process.stderr.write(`${printableLines(text)}\n`),
    say: (text) => text[language],
  };
  if (process.stdout.listenerCount('error', leave) === 0) {
    process.stdout.on('error', leave);
    process.stderr.on('error', goOn);
  }
  const root = program(context);
  try {
    await root.parseAsync([...argv], { from: 'user' });
    return exitStatus.ok;
  } catch (error) {
    if (error instanceof CommanderError && error.code === 'commander.help' && error.exitCode !== 0)
      context.warn(root.helpInformation());
    return explainError(context, error);
  }
}

// A reader that has seen enough (`| head`) closes the pipe: that is no fault.

function leave(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(exitStatus.ok);
  const fault = fileFault('write', 'stdout', error);
  const language = languageOf(process.argv.slice(2), process.env);
  process.stderr.write(
    `tacto: ${fault instanceof UserError ? `${fault.in(language)} [${fault.code}]` : error.message}\n`,
  );
  process.exit(fault instanceof UserError ? exitStatus.badInput : exitStatus.failure);
}

/** Nobody reads the warnings any more; the work and its exit status stand. */
function goOn(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.exit(exitStatus.failure);
}

function program(context: CliContext): Command {
  const { say } = context;
  const inTheirWords = (usage: string): string =>
    say({ en: usage, es: usage.replace('[options]', '[opciones]').replace('[command]', '[comando]') });
  const root = new Command('tacto')
    .description(
      say({
        en: 'Tells how each rep’s selling really goes, from a sales log or any CRM’s export.',
        es: 'Dice cómo vende de verdad cada comercial, a partir de un registro de ventas o de la exportación de cualquier CRM.',
      }),
    )
    .addOption(
      new Option(
        '--lang <en|es>',
        say({ en: 'language; else that of the environment', es: 'idioma; si no, el del entorno' }),
      ).choices(languages),
    )
    .version(version(), '-v, --version', say({ en: 'show the version', es: 'muestra la versión' }))
    .helpOption('-h, --help', say(texts.help))
    .helpCommand(
      say({ en: 'help [command]', es: 'help [comando]' }),
      say({ en: 'show the help of a command', es: 'muestra la ayuda de un comando' }),
    )
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: (text) => context.out(text.replace(/\n$/, '')) })
    .configureHelp({
      commandUsage: (command) => inTheirWords(new Help().commandUsage(command)),
      subcommandTerm: (command) => inTheirWords(new Help().subcommandTerm(command)),
      styleTitle: (title) => say(titles[title] ?? { en: title, es: title }),
      optionDescription: (option) =>
        `${option.description}${option.argChoices === undefined ? '' : `: ${option.argChoices.join(', ')}`}`,
      helpWidth: context.width,
    });
  const add: Add = (name, takes, description, example) => {
    const command = root.command(name).description(say(description));
    for (const [argument, meaning] of Object.entries(takes)) command.argument(argument, say(meaning));
    return command
      .helpOption('-h, --help', say(texts.help))
      .addOption(new Option('--lang <en|es>', say({ en: 'language', es: 'idioma' })).choices(languages))
      .copyInheritedSettings(root)
      .addHelpText(
        'after',
        `\n${say({ en: 'Examples:', es: 'Ejemplos:' })}\n${example
          .split('\n')
          .map((line) => `  ${line}`)
          .join('\n')}`,
      );
  };
  addDemo(add, context);
  addCheck(add, context);
  addKpi(add, context);
  addInsight(add, context);
  addBoard(add, context);
  addRows(add, context);
  addExplain(add, context);
  addImport(add, context);
  addExport(add, context);
  addMcp(add, context);
  addServe(add, context);
  addKeeping(add, context);
  return root;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

const titles: Readonly<Record<string, Text>> = {
  'Usage:': { en: 'Usage:', es: 'Uso:' },
  'Arguments:': { en: 'Arguments:', es: 'Argumentos:' },
  'Options:': { en: 'Options:', es: 'Opciones:' },
  'Commands:': { en: 'Commands:', es: 'Comandos:' },
};

function addDemo(add: Add, context: CliContext): void {
  add(
    'demo',
    { '<DIR>': texts.newLog },
    {
      en: 'write a realistic sales log with problems worth finding',
      es: 'escribe un registro de ventas realista con problemas que merece la pena encontrar',
    },
    'tacto demo demo-log\ntacto demo demo-log --reps 20 --months 24 --seed 3',
  )
    .option('--reps <N>', context.say({ en: 'how many reps (12)', es: 'cuántos comerciales (12)' }), wholeNumber)
    .option('--months <N>', context.say({ en: 'how many months (18)', es: 'cuántos meses (18)' }), wholeNumber)
    .option(
      '--seed <N>',
      context.say({ en: 'another seed, another team (7)', es: 'otra semilla, otro equipo (7)' }),
      wholeNumber,
    )
    .action(async (dir: string, options: DemoOptions) =>
      (await import('./commands/demo.ts')).demoCommand(context, dir, options),
    );
}

function addCheck(add: Add, context: CliContext): void {
  add(
    'check',
    { '<DIR>': texts.data },
    {
      en: 'say what was read, what was rejected and which KPIs the log can answer',
      es: 'dice qué se leyó, qué se rechazó y qué KPI puede responder el registro',
    },
    'tacto check demo-log\ntacto check demo-log --strict --format json',
  )
    .option('--strict', context.say(texts.strict))
    .option('--cache <DIR>', context.say(texts.cache))
    .option(
      '--rejects <FILE>',
      context.say({ en: 'write all rejected rows as CSV', es: 'escribe como CSV todas las filas rechazadas' }),
    )
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(['table', 'json']).default('table'))
    .action(async (dir: string, options: CheckOptions) =>
      (await import('./commands/check.ts')).checkCommand(context, dir, options),
    );
}

function addKpi(add: Add, context: CliContext): void {
  const command = add(
    'kpi',
    { '<ID[,ID…]>': texts.kpis },
    { en: 'the values of KPIs, broken down and filtered', es: 'los valores de los KPI, desglosados y filtrados' },
    'tacto kpi dials,reach_rate --data demo-log --by rep\ntacto kpi contracts,contract_volume --data demo-log --by team,quarter --from 2026-01-01\ntacto kpi reach_rate --data demo-log --by source --where team=norte --format json\ntacto kpi win_rate,contract_volume --data demo-log --by rep --interval 0.95',
  );
  withOutput(withPeriod(withData(command, context), context), context)
    .option(
      '--by <NAMES>',
      context.say({
        en: 'dimensions and at most one of day, week, month, quarter, year',
        es: 'dimensiones y como máximo una de day, week, month, quarter, year',
      }),
      joined,
    )
    .option(
      '--interval <LEVEL>',
      context.say({
        en: 'add to each value where the true one lies with this confidence, such as 0.95',
        es: 'añade a cada valor dónde está el verdadero con esta confianza, como 0.95',
      }),
    )
    .action(async (ids: string, options: KpiOptions) =>
      (await import('./commands/kpi.ts')).kpiCommand(context, ids, options),
    );
}

function addBoard(add: Add, context: CliContext): void {
  const command = add(
    'board',
    {},
    { en: 'a manager’s one page', es: 'la página del responsable' },
    'tacto board --data demo-log\ntacto board --data demo-log --playbook numbers --from 2026-04-01 --to 2026-07-01',
  );
  withPeriod(withData(command, context), context)
    .addOption(
      new Option('--playbook <P>', context.say({ en: 'which questions to show', es: 'qué preguntas mostrar' })).choices(
        ['accounts', 'simple', 'numbers', 'process'],
      ),
    )
    .action(async (options: BoardOptions) => (await import('./commands/board.ts')).boardCommand(context, options));
}

function addRows(add: Add, context: CliContext): void {
  const command = add(
    'rows',
    { '<ID>': texts.kpi },
    { en: 'the records behind one number', es: 'los registros que hay detrás de un número' },
    'tacto rows reach_rate --data demo-log --where rep=rep-04,month=2026-03-01\ntacto rows contracts --data demo-log --where team=norte --format csv',
  );
  withOutput(withPeriod(withData(command, context), context), context)
    .option(
      '--limit <N>',
      context.say({ en: 'how many rows a table shows (50)', es: 'cuántas filas muestra la tabla (50)' }),
      wholeNumber,
      50,
    )
    .action(async (id: string, options: RowsOptions) =>
      (await import('./commands/rows.ts')).rowsCommand(context, id, options),
    );
}

function addExplain(add: Add, context: CliContext): void {
  add(
    'explain',
    {
      '[ID]': {
        en: 'id of a KPI; without one, all are listed',
        es: 'identificador de un KPI; sin él se enumeran todos',
      },
    },
    {
      en: 'what a KPI means, how it is computed and what it needs',
      es: 'qué significa un KPI, cómo se calcula y qué necesita',
    },
    'tacto explain\ntacto explain reach_rate\ntacto explain reach_rate --data demo-log',
  )
    .option('--data <DIR>', context.say(texts.data))
    .option('--as-of <T>', context.say(texts.asOf))
    .option('--cache <DIR>', context.say(texts.cache))
    .action(async (id: string | undefined, options: Partial<LogOptions>) => {
      const { explainCommand, listKpis } = await import('./commands/explain.ts');
      if (id === undefined) listKpis(context);
      else await explainCommand(context, id, options);
    });
}

function addExport(add: Add, context: CliContext): void {
  withFolder(
    add(
      'export',
      {},
      {
        en: 'write a log out: valid rows only, as CSV or Parquet',
        es: 'escribe un registro: solo filas válidas, como CSV o Parquet',
      },
      'tacto export --data demo-log --out demo-parquet --format parquet',
    ),
    context,
  )
    .requiredOption('--out <DIR>', context.say({ en: 'new folder', es: 'carpeta nueva' }))
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(['csv', 'parquet']).default('csv'))
    .action(async (options: ExportOptions) => (await import('./commands/export.ts')).exportCommand(context, options));
}

function addMcp(add: Add, context: CliContext): void {
  withData(
    add(
      'mcp',
      {},
      {
        en: 'answer an assistant about a log, by the Model Context Protocol on standard input and output',
        es: 'responde a un asistente sobre un registro, por el Model Context Protocol en la entrada y salida estándar',
      },
      'tacto mcp --data demo-log',
    ),
    context,
  ).action(async (options: LogOptions) => (await import('./commands/mcp.ts')).mcpCommand(context, options));
}

function addServe(add: Add, context: CliContext): void {
  add(
    'serve',
    {},
    {
      en: 'run the team server: people, their log, and the KPIs over HTTP',
      es: 'pone en marcha el servidor del equipo: personas, su registro y los KPI por HTTP',
    },
    'tacto serve\ntacto serve --data /srv/tacto\nTACTO_PORT=8080 tacto serve --demo',
  )
    .option(
      '--data <DIR>',
      context.say({ en: 'data folder (TACTO_DATA, else data)', es: 'carpeta de datos (TACTO_DATA; si no, data)' }),
    )
    .option(
      '--demo',
      context.say({
        en: 'with a demo team when the data folder is new',
        es: 'con un equipo de demostración si la carpeta de datos es nueva',
      }),
    )
    .action(async (options: ServeOptions) => (await import('./commands/serve.ts')).serveCommand(context, options));
}
