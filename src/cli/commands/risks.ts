import { flagIds, flagLabels } from '../../insight/risk/flags.ts';
import { type Numbers, reasonOf } from '../../insight/risk/in-words.ts';
import { findRisks, type Risks } from '../../insight/risk/risks.ts';
import type { Text } from '../../domain/text.ts';
import type { OpenLog } from '../../engine/cache.ts';
import type { CliContext } from '../context.ts';
import { counted, countText } from '../counts.ts';
import { valueFormatter } from '../format-value.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { memberNames } from '../names.ts';
import { deliver } from '../output.ts';
import { renderTable, wrap } from '../table.ts';
import { parseWhere } from '../where.ts';

export type RisksOptions = LogOptions & {
  readonly where?: readonly string[];
  readonly format: 'table' | 'json';
  readonly out?: string;
  readonly limit: number;
};

/** `tacto risks`: which open deals may not come, why, and how much of the forecast hangs on them. */
export async function risksCommand(context: CliContext, options: RisksOptions): Promise<void> {
  await withLog(context, options, async ({ log }) => {
    const risks = await findRisks(log, parseWhere(options.where ?? []).filters);
    const text =
      options.format === 'json'
        ? JSON.stringify(toJson(context, risks))
        : await toText(context, log, risks, options.limit);
    await deliver(`${text}\n`, options.out);
  });
}

/** The public shape of risks (docs/json.md). */
function toJson(context: CliContext, { asOf, deals, forecast, atRisk, byFlag, matrix, worth }: Risks): object {
  const numbers = numbersOf(context);
  return {
    as_of: asOf.toString(),
    weighted_pipeline: forecast,
    at_risk: atRisk,
    at_risk_share: forecast > 0 ? atRisk / forecast : null,
    by_flag: Object.fromEntries(byFlag),
    matrix,
    worth,
    deals: deals.map(({ flags, evidence, ...deal }) => ({
      ...deal,
      flags: flags.map((flag) => ({ flag, reason: context.say(reasonOf(flag, evidence, numbers)) })),
    })),
  };
}

function numbersOf({ language }: CliContext): Numbers {
  const signed = new Intl.NumberFormat(language === 'es' ? 'es-ES' : 'en-GB', {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return { whole: (n) => countText(language, n), balance: (n) => signed.format(n) };
}

async function toText(context: CliContext, log: OpenLog, risks: Risks, limit: number): Promise<string> {
  const { say, language } = context;
  const { deals, forecast, atRisk } = risks;
  const format = valueFormatter(language, log.workspace.currency);
  const money = (value: number): string => format({ value }, 'money');
  const share = (value: number | null): string => format({ value }, 'ratio');
  const names = await memberNames(log, ['rep', 'account', 'stage'], '–');
  const numbers = numbersOf(context);
  const flagged = deals.filter(({ flags }) => flags.length > 0);
  const head = say(
    counted(
      deals.length,
      { en: '{n} open deal', es: '{n} oportunidad abierta' },
      { en: '{n} open deals', es: '{n} oportunidades abiertas' },
    ),
  );
  const sum = say({
    en: `${head}, weighted ${money(forecast)}; ${money(atRisk)} of it (${share(forecast > 0 ? atRisk / forecast : null)}) carries a flag.`,
    es: `${head}, ponderado ${money(forecast)}; ${money(atRisk)} (${share(forecast > 0 ? atRisk / forecast : null)}) lleva alguna señal.`,
  });
  const shown = flagged.slice(0, limit);
  const list = shown.flatMap(({ deal, name, rep, account, stage, weighted, flags, evidence }) => [
    `${money(weighted)}  ${name ?? deal} (${deal}) · ${names('account', account)} · ${names('stage', stage)} · ${names('rep', rep)}`,
    ...flags.flatMap((flag) =>
      wrap(`· ${say(reasonOf(flag, evidence, numbers))}`, context.width - 4).map((line) => `    ${line}`),
    ),
  ]);
  const more = flagged.length - shown.length;
  const rest =
    more > 0
      ? [
          say({
            en: `… and ${countText(language, more)} more (--limit)`,
            es: `… y ${countText(language, more)} más (--limit)`,
          }),
        ]
      : [];
  return [
    sum,
    [...list, ...rest].join('\n'),
    flagTable(context, risks, money, share),
    matrixText(context, risks),
    note(context),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function flagTable(
  { say, language, width }: CliContext,
  { byFlag, worth }: Risks,
  money: (value: number) => string,
  share: (value: number | null) => string,
): string {
  const rate = ({ won, closed }: { readonly won: number; readonly closed: number }): string =>
    closed === 0 ? '–' : `${share(won / closed)} ${won}/${closed}`;
  const past = new Map(worth.map((entry) => [entry.flag, entry]));
  const rows = flagIds
    .filter((flag) => byFlag.get(flag)!.deals > 0 || (past.get(flag)?.with.closed ?? 0) > 0)
    .map((flag) => {
      const entry = past.get(flag);
      return [
        say(flagLabels[flag]),
        countText(language, byFlag.get(flag)!.deals),
        money(byFlag.get(flag)!.weighted),
        entry === undefined ? '–' : rate(entry.with),
        entry === undefined ? '–' : rate(entry.without),
        say(verdictOf(entry?.difference ?? null)),
      ];
    });
  if (rows.length === 0) return '';
  return renderTable(
    [
      { title: say({ en: 'flag', es: 'señal' }) },
      { title: say({ en: 'open deals', es: 'abiertas' }), align: 'right' },
      { title: say({ en: 'weighted', es: 'ponderado' }), align: 'right' },
      { title: say({ en: 'won with it', es: 'ganadas con ella' }), align: 'right' },
      { title: say({ en: 'won without', es: 'ganadas sin ella' }), align: 'right' },
      { title: say({ en: 'in the past', es: 'en el pasado' }) },
    ],
    rows,
    width,
  );
}

function verdictOf(difference: readonly [number, number] | null): Text {
  if (difference === null) return { en: 'not known', es: 'no se sabe' };
  if (difference[1] < 0) return { en: 'deals with it were won less', es: 'con ella se ganó menos' };
  if (difference[0] > 0) return { en: 'deals with it were won more', es: 'con ella se ganó más' };
  return { en: 'no difference beyond chance', es: 'sin diferencia más allá del azar' };
}

function matrixText({ say, language }: CliContext, { matrix }: Risks): string {
  const n = (value: number): string => countText(language, value);
  return say({
    en: `Accounts with an open deal: pressured and silent ${n(matrix.both)}, pressured only ${n(matrix.pressured)}, silent only ${n(matrix.silent)}, neither ${n(matrix.neither)}.`,
    es: `Cuentas con una oportunidad abierta: presionadas y en silencio ${n(matrix.both)}, solo presionadas ${n(matrix.pressured)}, solo en silencio ${n(matrix.silent)}, ni lo uno ni lo otro ${n(matrix.neither)}.`,
  });
}

function note({ say, width }: CliContext): string {
  const text = say({
    en: 'A flag says where to look, not what will happen. Past deals are looked at once, at the first end of a month at which they had been open for 30 days.',
    es: 'Una señal dice dónde mirar, no qué ocurrirá. Las oportunidades pasadas se miran una vez, el primer fin de mes en que llevaban 30 días abiertas.',
  });
  return wrap(text, width).join('\n');
}
