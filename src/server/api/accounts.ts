import { z } from 'zod';
import { accountHistory } from '../../insight/account/history.ts';
import { accountMap } from '../../insight/account/map.ts';
import { type Moment, momentOf } from '../../insight/account/moment.ts';
import { type AccountStanding, overviewOf } from '../../insight/account/overview.ts';
import { choicesOf } from '../../insight/look/choices.ts';
import { presentationsOf } from '../../insight/presented/presentations.ts';
import { lookAtAccounts } from '../../insight/risk/accounts.ts';
import { evidenceFor } from '../../insight/risk/evidence.ts';
import { reasonWriter } from '../../insight/risk/json.ts';
import type { Language } from '../../domain/text.ts';
import { parseDay } from '../../domain/calendar.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import type { Resolved } from '../../engine/question.ts';
import { noSuchRow } from '../../record/rows/faults.ts';
import { getRow } from '../../record/rows/write.ts';
import type { Caller } from '../access/caller.ts';
import { day, id } from '../http/fields.ts';
import { reads, type Route } from '../http/route.ts';
import { policyOf } from '../insight/seen.ts';
import { withFacts } from '../insight/with-facts.ts';
import type { Services } from '../services.ts';
import { type Asked, askedOf, span } from './insight-query.ts';

const shared = { tag: 'insight', method: 'get', right: 'insight.read' } as const;
const byId = z.object({ id });

const choices = reads({
  ...shared,
  id: 'choices',
  path: '/choices',
  summary: {
    en: 'What can be looked at: periods by their names, and teams, reps, stages, sources … to filter by',
    es: 'Qué se puede mirar: periodos por su nombre, y equipos, comerciales, etapas, orígenes … por los que filtrar',
  },
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log) => {
      const { first, last, periods, ...members } = await choicesOf(log);
      const shownPeriods = periods.map(({ id: name, from, to }) => ({
        id: name,
        from: from.toString(),
        to: to.toString(),
      }));
      return { first: first.toString(), last: last.toString(), periods: shownPeriods, ...members };
    }),
});

const overview = reads<unknown, Asked>({
  ...shared,
  id: 'account_overview',
  path: '/account-overview',
  summary: {
    en: 'How each account stands now, those first on which most of the forecast is at risk',
    es: 'Cómo está cada cuenta ahora, primero aquellas con más previsión en riesgo',
  },
  query: z.strictObject({ where: span.where }),
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log) => {
      const { risks, accounts } = await overviewOf(log, askedOf(call.query, log.workspace, call.caller).where);
      return {
        as_of: log.asOf.toString(),
        weighted_pipeline: risks.forecast,
        forecast_at_risk: risks.atRisk,
        accounts: accounts.map((account) => standingToJson(call.language, log, account)),
      };
    }),
});

function standingToJson(language: Language, log: Resolved, { weighted, flags, ...account }: AccountStanding): object {
  const reason = reasonWriter(language, log);
  return {
    ...account,
    weighted_pipeline: weighted,
    flags: flags.map(({ flag, deal, evidence, behind }) => ({ flag, deal, reason: reason(flag, evidence, behind) })),
  };
}

const map = reads<{ id: string }, { readonly as_of?: string | undefined }>({
  ...shared,
  id: 'accounts.map',
  path: '/accounts/{id}/map',
  summary: {
    en: 'An account’s people, how they stand to us, and who talks to whom, now or at the end of a past day',
    es: 'Las personas de una cuenta, cómo se sitúan respecto a nosotros y quién habla con quién, ahora o al final de un día pasado',
  },
  params: byId,
  query: z.strictObject({ as_of: day.optional() }),
  handle: async (call) => {
    const { account, names } = await seenAccount(call.services, call.caller, call.params.id);
    return withFacts(call, undefined, async (log) => {
      const moment = momentOf(log, call.query.as_of);
      const { owners, ties, ...found } = await accountMap(log, account.id, moment);
      return {
        account,
        as_of: moment.day.toString(),
        ...found,
        owners: owners.map((rep) => ({ rep, rep_name: names.get(rep) ?? null })),
        ties: ties.map((tie) => ({ ...tie, rep_name: names.get(tie.rep) ?? null })),
        flags: await flagsAt(log, call.language, account.id, moment),
      };
    });
  },
});

/** The flags of an account's own at a moment, in words. */
async function flagsAt(log: Resolved, language: Language, account: string, { context }: Moment): Promise<object[]> {
  const { stateOf } = await lookAtAccounts(log, context, raw('true'));
  const state = stateOf(account);
  if (state === undefined) return [];
  const reason = reasonWriter(language, log);
  return state.flags.map(({ flag, behind }) => ({
    flag,
    reason: reason(flag, state.evidence, behind),
    evidence: Object.fromEntries(evidenceFor[flag].map((key) => [key, state.evidence[key]])),
    ...behind,
  }));
}

type Span = { readonly from?: string | undefined; readonly to?: string | undefined };

const history = reads<{ id: string }, Span>({
  ...shared,
  id: 'accounts.history',
  path: '/accounts/{id}/history',
  summary: {
    en: 'What happened with an account: its people, their ratings, its deals through their stages, every touch',
    es: 'Qué ha pasado con una cuenta: sus personas, sus valoraciones, sus oportunidades por etapas, cada toque',
  },
  params: byId,
  query: z.strictObject({ from: span.from, to: span.to }),
  handle: async (call) => {
    const { account, names } = await seenAccount(call.services, call.caller, call.params.id);
    return withFacts(call, undefined, async (log) => {
      const dayOrNull = (text: string | undefined): Temporal.PlainDate | null =>
        text === undefined ? null : parseDay(text);
      const found = await accountHistory(log, account.id, {
        from: dayOrNull(call.query.from),
        to: dayOrNull(call.query.to),
      });
      return {
        account,
        ...found,
        reps: Object.fromEntries(names),
        thresholds: log.workspace.thresholds,
        last: momentOf(log, undefined).day.toString(),
      };
    });
  },
});

type SeenAccount = {
  readonly account: {
    readonly id: string;
    readonly name: string;
    readonly segment: string | null;
    readonly industry: string | null;
  };
  /** What the reps are called whom the caller may see. */
  readonly names: ReadonlyMap<string, string>;
};

/**
 * An account that the caller may see: then all that happened with it may be seen, whoever of the team did it, as the record's own rules have it.
 * @throws UserError `no_such_row`
 */
async function seenAccount(services: Services, caller: Caller, wanted: string): Promise<SeenAccount> {
  return services.record.as(caller.actor, async (tx) => {
    const row = await getRow(tx, 'accounts', wanted);
    if (row === null) throw noSuchRow('accounts', wanted);
    const reps = await tx.rows<{ id: string; name: string }>(
      sql`SELECT id, name FROM tacto.reps WHERE org = ${tx.actor.org}`,
    );
    const { name, segment, industry } = row as unknown as Omit<SeenAccount['account'], 'id'>;
    return { account: { id: wanted, name, segment, industry }, names: new Map(reps.map((rep) => [rep.id, rep.name])) };
  });
}

const presentations = reads<unknown, Asked>({
  ...shared,
  id: 'presentations',
  path: '/presentations',
  summary: {
    en: 'The presentations held, with who of the decision team was in the room',
    es: 'Las presentaciones celebradas y quién del equipo de decisión estaba en la sala',
  },
  query: z.strictObject(span),
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log, kpis) => {
      const { from, to, ...found } = await presentationsOf(log, kpis, askedOf(call.query, log.workspace, call.caller));
      return { period: { from: from.toString(), to: to.toString() }, ...found };
    }),
});

/** What can be looked at, accounts and their people, and presentations. */
export const accountRoutes: readonly Route[] = [choices, overview, map, history, presentations];
