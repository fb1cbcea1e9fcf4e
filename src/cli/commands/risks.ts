import { countText, localeOf } from '../../domain/numbers.ts';
import { type AtRisk, type MonthAtRisk, shareOf } from '../../insight/risk/at-risk.ts';
import type { Matrix, RiskyAccount } from '../../insight/risk/accounts.ts';
import { flagIds, flagLabels } from '../../insight/risk/flags.ts';
import { reasonWriter, risksToJson } from '../../insight/risk/json.ts';
import { findRisks, type RiskyDeal, type Risks } from '../../insight/risk/risks.ts';
import type { FlagWorth } from '../../insight/risk/worth.ts';
import { dayOf } from '../../domain/calendar.ts';
import type { Text } from '../../domain/text.ts';
import type { OpenLog } from '../../engine/cache.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../../kpi/counts.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { type MemberNames, memberNames } from '../../kpi/names.ts';
import { deliver } from '../output.ts';
import { renderTable, wrap } from '../table.ts';
import { parseWhere } from '../../kpi/where.ts';

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
      options.format === 'json'
        ? JSON.stringify(risksToJson(context.language, log, risks))
        : await toText(context, log, risks, options);
    await deliver(`${text}\n`, options.out);
  });
}

async function toText(context: CliContext, log: OpenLog, risks: Risks, { limit, by }: RisksOptions): Promise<string> {
  const { say, language } = context;
  const { deals, forecast, atRisk } = risks;
  const format = valueFormatter(language, log.workspace.currency);
  const money = (value: number): string => format({ value }, 'money');
  const share = (value: number | null): string => format({ value }, 'ratio');
  const names = await memberNames(log, ['rep', 'team', 'account', 'stage'], '–');
  const reason = reasonWriter(context.language, log);
  const flagged = deals.filter(({ flags }) => flags.length > 0);
  const head = say(
    counted(
      deals.length,
      { en: '{n} open deal', es: '{n} oportunidad abierta' },
      { en: '{n} open deals', es: '{n} oportunidades abiertas' },
    ),
  );
  const n = (of: readonly RiskyDeal[]): string => countText(context.language, of.length);
  // What nothing is known of is not nothing.
  const unknown = deals.filter(({ exact }) => exact === null);
  const sum = say({
    en: `${head}, ${n(flagged)} of them flagged; weighted ${money(forecast)}, ${money(atRisk)} of it (${share(shareOf(risks.table.all))}) carries a flag.`,
    es: `${head}, ${n(flagged)} con alguna señal; ponderado ${money(forecast)}, ${money(atRisk)} (${share(shareOf(risks.table.all))}) lleva alguna señal.`,
  });
  const without =
    unknown.length === 0 ? '' : say({ en: ` Without an amount: ${n(unknown)}.`, es: ` Sin importe: ${n(unknown)}.` });
  const bullets = (lines: readonly string[]): string[] =>
    lines.flatMap((text) => wrap(text, context.width - 6).map((line, i) => `    ${i === 0 ? '·' : ' '} ${line}`));
  const more = (left: number): string[] =>
    left > 0
      ? [
          say({
            en: `… and ${countText(language, left)} more (--limit)`,
            es: `… y ${countText(language, left)} más (--limit)`,
          }),
        ]
      : [];
  const dealLines = ({
    deal,
    name,
    rep,
    account,
    stage,
    weighted,
    exact,
    flags,
    evidence,
    behind,
  }: RiskyDeal): string[] => [
    ...wrap(
      `${exact === null ? '–' : money(weighted)}  ${name ?? deal} (${deal}) · ${names('account', account)} · ${names('stage', stage)} · ${names('rep', rep)}`,
      context.width,
    ),
    ...bullets(flags.map((flag) => reason(flag, evidence, behind[flag]!))),
  ];
  const accountLines = ({ account, name, reps, flags, evidence }: RiskyAccount): string[] => [
    ...wrap(`${name} (${account}) · ${reps.map((rep) => names('rep', rep)).join(', ')}`, context.width),
    ...bullets(flags.map(({ flag, behind }) => reason(flag, evidence, behind))),
  ];
  const idle = (risks.accounts ?? []).filter((account) => account.deals === 0);
  const idleTitle = say(
    counted(
      idle.length,
      {
        en: '{n} account without an open deal carries a flag:',
        es: '{n} cuenta sin oportunidad abierta lleva alguna señal:',
      },
      {
        en: '{n} accounts without an open deal carry a flag:',
        es: '{n} cuentas sin oportunidad abierta llevan alguna señal:',
      },
    ),
  );
  return [
    `${sum}${without}`,
    by === undefined ? '' : atRiskTable({ context, money, share }, by, atRiskRows(context, log, risks, by, names)),
    [...flagged.slice(0, limit).flatMap(dealLines), ...more(flagged.length - limit)].join('\n'),
    idle.length === 0
      ? ''
      : [idleTitle, ...idle.slice(0, limit).flatMap(accountLines), ...more(idle.length - limit)].join('\n'),
    risks.matrix === null ? '' : matrixTable(context, risks.matrix),
    flagTable(context, risks, money, share),
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
  return Temporal.PlainDate.from(month).toLocaleString(localeOf(language), {
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
  const whole = new Intl.NumberFormat(localeOf(language), {
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  });
  const past = new Map(worth.map((entry) => [entry.flag, entry]));
  const rows = flagIds
    .filter((flag) => byFlag.get(flag)!.deals > 0 || (past.get(flag)?.with.closed ?? 0) > 0)
    .map((flag) => {
      const entry = past.get(flag);
      const points = entry?.difference ?? null;
      return [
        say(flagLabels[flag]),
        countText(language, byFlag.get(flag)!.deals),
        money(byFlag.get(flag)!.weighted),
        entry === undefined ? '–' : rate(entry.with),
        entry === undefined ? '–' : rate(entry.without),
        points === null
          ? '–'
          : `${whole.format(100 * points[0])} … ${whole.format(100 * points[1])}`.replaceAll('-', '−'),
        entry === undefined ? '–' : say(verdicts[entry.verdict]),
      ];
    });
  if (rows.length === 0) return '';
  const table = renderTable(
    [
      { title: say({ en: 'flag', es: 'señal' }), wraps: true },
      { title: say({ en: 'open deals', es: 'abiertas' }), align: 'right' },
      { title: say({ en: 'weighted', es: 'ponderado' }), align: 'right' },
      { title: say({ en: 'won with it', es: 'ganadas con ella' }), align: 'right' },
      { title: say({ en: 'won without', es: 'ganadas sin ella' }), align: 'right' },
      { title: say({ en: 'difference, points (95 %)', es: 'diferencia, puntos (95 %)' }), align: 'right' },
      { title: say({ en: 'is it noise?', es: '¿es ruido?' }), wraps: true },
    ],
    rows,
    width,
  );
  return [table, ...wrap(worthText(say, worth), width)].join('\n');
}

const verdicts: Readonly<Record<FlagWorth['verdict'], Text>> = {
  less: { en: 'no: won less', es: 'no: se ganó menos' },
  more: { en: 'no: won more', es: 'no: se ganó más' },
  within: { en: 'may be', es: 'puede ser' },
  too_little: { en: 'too few to say', es: 'muy pocas' },
};

/** Which flags have told something so far: those with which fewer deals were won. */
function worthText(say: CliContext['say'], worth: readonly FlagWorth[]): string {
  const shown = worth.filter(({ verdict }) => verdict === 'less').map(({ flag }) => say(flagLabels[flag]));
  return shown.length === 0
    ? say({
        en: 'Of no flag do this log’s past deals show that fewer were won with it.',
        es: 'De ninguna señal muestran las oportunidades pasadas de este registro que con ella se ganara menos.',
      })
    : say({
        en: `In this log’s past deals, fewer were won with: ${shown.join(', ')}. Begin there.`,
        es: `En las oportunidades pasadas de este registro se ganó menos con: ${shown.join(', ')}. Empiece por ahí.`,
      });
}

/** Accounts by pressure and silence. */
function matrixTable({ say, language, width }: CliContext, matrix: Matrix): string {
  const n = (value: number): string => countText(language, value);
  return renderTable(
    [
      { title: say({ en: 'accounts', es: 'cuentas' }) },
      { title: say({ en: 'open deal, silent', es: 'con oportunidad, en silencio' }), align: 'right' },
      { title: say({ en: 'open deal, answering', es: 'con oportunidad, responden' }), align: 'right' },
      { title: say({ en: 'no open deal', es: 'sin oportunidad' }), align: 'right' },
    ],
    [
      [say({ en: 'pressured', es: 'presionadas' }), n(matrix.both), n(matrix.pressured), n(matrix.pressuredIdle)],
      [say({ en: 'not pressured', es: 'sin presión' }), n(matrix.silent), n(matrix.neither), n(matrix.neitherIdle)],
    ],
    width,
  );
}

function note({ say, width }: CliContext): string {
  const text = say({
    en: 'A flag says where to look, not what will happen. Past deals are looked at once, at the first end of a month at which they had been open for 30 days.',
    es: 'Una señal dice dónde mirar, no qué ocurrirá. Las oportunidades pasadas se miran una vez, el primer fin de mes en que llevaban 30 días abiertas.',
  });
  return wrap(text, width).join('\n');
}
