import { countText, localeOf } from '../../domain/numbers.ts';
import type { Language } from '../../domain/text.ts';
import type { Resolved } from '../../engine/question.ts';
import type { Matrix } from './accounts.ts';
import { type AtRisk, type MemberAtRisk, type MonthAtRisk, shareOf } from './at-risk.ts';
import type { Behind } from './behind.ts';
import { type Evidence, evidenceFor } from './evidence.ts';
import { type FlagId, flagIds } from './flags.ts';
import { reasonOf, type Writers } from './in-words.ts';
import type { Risks } from './risks.ts';

/** The public shape of risks (docs/json.md). */
export function risksToJson(language: Language, log: Resolved, risks: Risks): object {
  const { asOf, deals, forecast, atRisk, table, byFlag, accounts, matrix, worth } = risks;
  const reason = reasonWriter(language, log);
  const flagJson = (flag: FlagId, evidence: Evidence, behind: Behind): object => ({
    flag,
    reason: reason(flag, evidence, behind),
    evidence: Object.fromEntries(evidenceFor[flag].map((key) => [key, evidence[key]])),
    contacts: behind.contacts,
    activities: behind.activities,
  });
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
    matrix: matrix === null ? null : matrixJson(matrix),
    worth,
    deals: deals.map(({ flags, behind, evidence, exact: _, ...deal }) => ({
      ...deal,
      flags: flags.map((flag) => flagJson(flag, evidence, behind[flag]!)),
    })),
    accounts:
      accounts?.map(({ account, name, reps, deals: open, flags, evidence }) => ({
        account,
        name,
        reps,
        open_deals: open,
        flags: flags.map(({ flag, behind }) => flagJson(flag, evidence, behind)),
      })) ?? null,
  };
}

function matrixJson({ pressuredIdle, neitherIdle, ...open }: Matrix): object {
  return { ...open, without_deal: { pressured: pressuredIdle, neither: neitherIdle } };
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

/** Writes the reasons of flags in the language of the command. */
export function reasonWriter(
  language: Language,
  log: Resolved,
): (flag: FlagId, evidence: Evidence, behind: Behind) => string {
  const locale = localeOf(language);
  const balance = new Intl.NumberFormat(locale, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const rating = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const writers: Writers = {
    whole: (n) => countText(language, n),
    balance: (n) => balance.format(n).replace('-', '−'),
    rating: (n) => rating.format(n).replace('-', '−'),
    day: (day) =>
      Temporal.PlainDate.from(day).toLocaleString(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
  };
  return (flag, evidence, behind) => reasonOf(flag, evidence, behind, log.workspace.thresholds, writers)[language];
}
