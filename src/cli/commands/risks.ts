import { type AtRisk, type MemberAtRisk, type MonthAtRisk, shareOf } from '../../insight/risk/at-risk.ts';
import { flagIds, flagLabels } from '../../insight/risk/flags.ts';
import { type Numbers, reasonOf } from '../../insight/risk/in-words.ts';
import { findRisks, type Risks } from '../../insight/risk/risks.ts';
import { dayOf } from '../../domain/calendar.ts';
import type { Text } from '../../domain/text.ts';
import type { OpenLog } from '../../engine/cache.ts';
import type { CliContext } from '../context.ts';
import { counted, countText } from '../counts.ts';
import { valueFormatter } from '../format-value.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { type MemberNames, memberNames } from '../names.ts';
import { deliver } from '../output.ts';
import { renderTable, wrap } from '../table.ts';
import { parseWhere } from '../where.ts';

export type RisksOptions = LogOptions & {
  readonly where?: readonly string[];
  readonly format: 'table' | 'json';
  readonly out?: string;
  readonly limit: number;
  readonly by?: AtRiskBy;
};

type AtRiskBy = 'rep' | 'team' | 'month';

/** `tacto risks`: which open deals may not come, why, and how much of the forecast hangs on them. */
export async function risksCommand(context: CliContext, options: RisksOptions): Promise<void> {
  await withLog(context, options, async ({ log }) => {
    const risks = await findRisks(log, parseWhere(options.where ?? []).filters);
    const text =
      options.format === 'json' ? JSON.stringify(toJson(context, risks)) : await toText(context, log, risks, options);
    await deliver(`${text}\n`, options.out);
  });
}

/** The public shape of risks (docs/json.md). */
function toJson(context: CliContext, { asOf, deals, forecast, atRisk, table, byFlag, matrix, worth }: Risks): object {
  const numbers = numbersOf(context);
  return {
    as_of: asOf.toString(),
    weighted_pipeline: forecast,
    at_risk: atRisk,
    at_risk_share: shareOf(table.all),
    forecast_at_risk: atRisk,
    forecast_at_risk_share: shareOf(table.all),
    by_flag: Object.fromEntries(byFlag),
    by_month: table.byMonth.map(monthToJson),
    by_rep: table.byRep.map(memberToJson),
    by_team: table.byTeam.map(memberToJson),
    matrix,
    worth,
    deals: deals.map(({ flags, evidence, ...deal }) => ({
      ...deal,
      flags: flags.map((flag) => ({ flag, reason: context.say(reasonOf(flag, evidence, numbers)) })),
    })),
  };
}

function monthToJson({ month, ...sums }: MonthAtRisk): object {
  return { month, deals: sums.deals, flagged: sums.flagged, forecast: sums.weighted.value, ...atRiskToJson(sums) };
}

function memberToJson({ member, months, ...sums }: MemberAtRisk): object {
  const { deals, flagged, weighted } = sums;
  const own = { member, deals, flagged, weighted_pipeline: weighted.value, ...atRiskToJson(sums) };
  return { ...own, months: months.map(monthToJson) };
}

/** Of the flags those that something hangs on. */
function atRiskToJson(sums: AtRisk): object {
  const some = flagIds.filter((flag) => sums.byFlag[flag].value !== 0);
  return {
    forecast_at_risk: sums.atRisk.value,
    forecast_at_risk_share: shareOf(sums),
    at_risk_by_flag: Object.fromEntries(some.map((flag) => [flag, sums.byFlag[flag].value] as const)),
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

async function toText(context: CliContext, log: OpenLog, risks: Risks, { limit, by }: RisksOptions): Promise<string> {
  const { say, language } = context;
  const { deals, forecast, atRisk } = risks;
  const format = valueFormatter(language, log.workspace.currency);
  const money = (value: number): string => format({ value }, 'money');
  const share = (value: number | null): string => format({ value }, 'ratio');
  const names = await memberNames(log, ['rep', 'team', 'account', 'stage'], '–');
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
    en: `${head}, weighted ${money(forecast)}; ${money(atRisk)} of it (${share(shareOf(risks.table.all))}) carries a flag.`,
    es: `${head}, ponderado ${money(forecast)}; ${money(atRisk)} (${share(shareOf(risks.table.all))}) lleva alguna señal.`,
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
    by === undefined ? '' : atRiskTable({ context, money, share }, by, atRiskRows(context, log, risks, by, names)),
    [...list, ...rest].join('\n'),
    flagTable(context, risks, money, share),
    matrixText(context, risks),
    note(context),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

type AtRiskRow = Pick<AtRisk, 'deals' | 'byFlag' | 'weighted' | 'atRisk'> & { readonly name: string };

function atRiskRows(
  { say, language }: CliContext,
  log: OpenLog,
  { table, asOf }: Risks,
  by: AtRiskBy,
  names: MemberNames,
): AtRiskRow[] {
  if (by !== 'month') {
    const none = say({ en: '(none)', es: '(ninguno)' });
    const members = by === 'rep' ? table.byRep : table.byTeam;
    return members.map((sums) => ({ ...sums, name: sums.member === null ? none : names(by, sums.member) }));
  }
  const today = dayOf(asOf.subtract({ microseconds: 1 }), log.workspace.timezone);
  const first = today.with({ day: 1 }).toString();
  const isPast = ({ month }: MonthAtRisk): boolean => month !== null && month < first;
  const past = table.byMonth.filter(isPast);
  const nameOf = ({ month }: MonthAtRisk): string =>
    month === null ? say({ en: '(no date)', es: '(sin fecha)' }) : monthText(language, month);
  return [
    ...(past.length === 0 ? [] : [{ ...added(past), name: say({ en: 'earlier months', es: 'meses anteriores' }) }]),
    ...table.byMonth.filter((month) => !isPast(month)).map((sums) => ({ ...sums, name: nameOf(sums) })),
  ];
}

function monthText(language: CliContext['language'], month: string): string {
  return Temporal.PlainDate.from(month).toLocaleString(language === 'es' ? 'es-ES' : 'en-GB', {
    month: 'short',
    year: 'numeric',
  });
}

/** Several groups as one, for people to read: to the digits of a number. */
function added(groups: readonly AtRisk[]): Omit<AtRiskRow, 'name'> {
  const sum = (of: (group: AtRisk) => number): number => groups.reduce((total, group) => total + of(group), 0);
  const amount = (value: number): AtRisk['weighted'] => ({ value, exact: String(value) });
  return {
    deals: sum(({ deals }) => deals),
    weighted: amount(sum(({ weighted }) => weighted.value)),
    atRisk: amount(sum(({ atRisk }) => atRisk.value)),
    byFlag: Object.fromEntries(
      flagIds.map((flag) => [flag, amount(sum(({ byFlag }) => byFlag[flag].value))]),
    ) as AtRisk['byFlag'],
  };
}

type Writing = {
  readonly context: CliContext;
  readonly money: (value: number) => string;
  readonly share: (value: number | null) => string;
};

/** How many flags of a group are named, those with most money first: as many as have room. */
const namedFlags = (width: number): number => (width < 130 ? 1 : 2);

function atRiskTable({ context, money, share }: Writing, by: AtRiskBy, rows: readonly AtRiskRow[]): string {
  if (rows.length === 0) return '';
  const { say, language, width } = context;
  const most = ({ byFlag }: AtRiskRow): string =>
    flagIds
      .filter((flag) => byFlag[flag].value > 0)
      .toSorted((a, b) => byFlag[b].value - byFlag[a].value)
      .slice(0, namedFlags(width))
      .map((flag) => `${say(flagLabels[flag])} ${money(byFlag[flag].value)}`)
      .join(', ');
  const titles: Readonly<Record<AtRiskBy, Text>> = {
    rep: { en: 'rep', es: 'comercial' },
    team: { en: 'team', es: 'equipo' },
    month: { en: 'expected close', es: 'cierre previsto' },
  };
  return renderTable(
    [
      { title: say(titles[by]) },
      { title: say({ en: 'open deals', es: 'abiertas' }), align: 'right' },
      {
        title: say(by === 'month' ? { en: 'forecast', es: 'previsión' } : { en: 'weighted', es: 'ponderado' }),
        align: 'right',
      },
      { title: say({ en: 'at risk', es: 'en riesgo' }), align: 'right' },
      { title: say({ en: 'share', es: 'parte' }), align: 'right' },
      { title: say({ en: 'most of it', es: 'sobre todo' }) },
    ],
    rows.map((row) => [
      row.name,
      countText(language, row.deals),
      money(row.weighted.value),
      money(row.atRisk.value),
      share(shareOf(row)),
      most(row),
    ]),
    width,
  );
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
