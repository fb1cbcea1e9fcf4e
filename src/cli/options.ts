import { type Command, Option } from 'commander';
import { UserError } from '../domain/errors.ts';
import type { Text } from '../domain/text.ts';
import type { CliContext } from './context.ts';
import { dataFormats } from './data-formats.ts';

/** What arguments and options of several commands mean. */
export const texts = {
  help: { en: 'show help', es: 'muestra la ayuda' },
  newLog: { en: 'new folder for the sales log', es: 'carpeta nueva para el registro de ventas' },
  kpis: {
    en: 'ids of KPIs, separated by commas; `tacto explain` lists them',
    es: 'identificadores de KPI, separados por comas; `tacto explain` los enumera',
  },
  kpi: {
    en: 'id of a KPI; `tacto explain` lists them',
    es: 'identificador de un KPI; `tacto explain` los enumera',
  },
  data: { en: 'folder of the sales log', es: 'carpeta del registro de ventas' },
  asOf: {
    en: 'what was known at that instant, or when that day began',
    es: 'lo que se sabía en ese instante, o al empezar ese día',
  },
  from: { en: 'first day', es: 'primer día' },
  to: { en: 'day after the last one', es: 'día siguiente al último' },
  where: {
    en: 'only these members, such as source=web,team=norte',
    es: 'solo estos valores, como source=web,team=norte',
  },
  cache: {
    en: 'where resolved facts are kept (else DIR/.tacto)',
    es: 'dónde se guardan los hechos resueltos (si no, DIR/.tacto)',
  },
  strict: { en: 'fail when any row is rejected', es: 'falla si se rechaza alguna fila' },
  out: { en: 'write to a file', es: 'escribe en un archivo' },
  format: { en: 'how to write it', es: 'cómo escribirlo' },
} as const satisfies Readonly<Record<string, Text>>;

/** The log that a command reads, and its "now". */
export function withData(command: Command, context: CliContext): Command {
  return withFolder(command, context).option('--as-of <T>', context.say(texts.asOf));
}

/** The log that a command reads. */
export function withFolder(command: Command, context: CliContext): Command {
  return command
    .requiredOption('--data <DIR>', context.say(texts.data))
    .option('--cache <DIR>', context.say(texts.cache))
    .option('--strict', context.say(texts.strict));
}

/** The days that a command looks at. */
export function withPeriod(command: Command, context: CliContext): Command {
  return command.option('--from <D>', context.say(texts.from)).option('--to <D>', context.say(texts.to));
}

/** Values of an option that may be given several times. */
export const collect = (value: string, all: readonly string[] = []): string[] => [...all, value];

/** Names between commas that may be given in several options. */
export const joined = (value: string, before?: string): string => (before === undefined ? value : `${before},${value}`);

/** Filters, and how and where the answer is written. */
export function withOutput(command: Command, context: CliContext): Command {
  return command
    .option('--where <NAME=VALUE>', context.say(texts.where), collect)
    .addOption(new Option('--format <F>', context.say(texts.format)).choices(dataFormats).default('table'))
    .option('--out <FILE>', context.say(texts.out));
}

/** @throws UserError `bad_option` */
export function wholeNumber(value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new UserError({
    code: 'bad_option',
    message: {
      en: `“${value}” is not a whole number of 1 or more.`,
      es: `«${value}» no es un número entero de 1 o más.`,
    },
  });
}
