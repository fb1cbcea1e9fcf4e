import { z } from 'zod';
import { findRecords } from '../../engine/lineage.ts';
import { boardOf, boardPeriods } from '../../insight/board/board.ts';
import { boardToJson, periodsToJson } from '../../insight/board/json.ts';
import { trendsToJson } from '../../insight/change/json.ts';
import { trendsOf } from '../../insight/change/trend.ts';
import { compareKpi, isComparable } from '../../insight/compare/compare-kpi.ts';
import { comparisonToJson } from '../../insight/compare/json.ts';
import { diagnose } from '../../insight/diagnose/diagnose.ts';
import { diagnosisToJson } from '../../insight/diagnose/json.ts';
import { type EffectId, effectIds } from '../../insight/effects/ids.ts';
import { effectsToJson } from '../../insight/effects/json.ts';
import { findEffects } from '../../insight/effects/models.ts';
import { whyToJson } from '../../insight/parts/json.ts';
import { explainDifference } from '../../insight/parts/why.ts';
import { answerData } from '../../insight/uncertainty/answer-data.ts';
import { answerWithIntervals } from '../../insight/uncertainty/answer.ts';
import { answerKpis, findKpi, toJson, toQuestion } from '../../kpi/answer.ts';
import { recordsData } from '../../kpi/data/records-data.ts';
import { definitionToJson } from '../../kpi/definition.ts';
import { checkNeeds } from '../../kpi/needs.ts';
import { statementFor } from '../../kpi/statement.ts';
import { recordsToJson } from '../../kpi/records.ts';
import { dataAnswer, type FileFormat, fileFormats, fileTypes } from '../exports/answers.ts';
import { id, text } from '../http/fields.ts';
import { reads, type Route } from '../http/route.ts';
import { groupFor } from '../insight/group.ts';
import { policyOf, requireNoNames, requireSelf, seesOwnOnly, teamPolicyOf } from '../insight/seen.ts';
import { withFacts } from '../insight/with-facts.ts';
import { type Asked, askedOf, dimension, kpiList, span, split } from './insight-query.ts';

const shared = { tag: 'insight', method: 'get', right: 'insight.read' } as const;
const scope = z.enum(['team']).optional().meta({ description: 'the figures of the team as a whole, without names' });
const byKpi = z.object({ kpi: id });

type KpiQuery = Asked & {
  readonly kpis: string;
  readonly by?: string | undefined;
  readonly interval?: number | undefined;
  readonly scope?: 'team' | undefined;
  readonly format: 'json' | FileFormat;
};

const kpi = reads<unknown, KpiQuery>({
  ...shared,
  id: 'kpi',
  path: '/kpi',
  summary: {
    en: 'The values of KPIs, broken down and filtered',
    es: 'Los valores de los KPI, desglosados y filtrados',
  },
  query: z.strictObject({
    kpis: kpiList,
    by: text(200).optional().meta({ description: 'dimensions and at most one of day, week, month, quarter, year' }),
    ...span,
    interval: z.coerce
      .number()
      .min(0.5)
      .max(0.999)
      .optional()
      .meta({ description: 'add to each value where the true one lies with this confidence, such as 0.95' }),
    scope,
    format: z.enum(['json', ...fileFormats]).default('json'),
  }),
  produces: ['application/json', ...fileFormats.map((format) => fileTypes[format])],
  handle: async (call) => {
    const { query, caller } = call;
    const isTeam = query.scope === 'team';
    return withFacts(call, isTeam ? teamPolicyOf(caller) : policyOf(caller), async (log, kpis) => {
      const asked = {
        kpis: split(query.kpis),
        by: split(query.by ?? ''),
        ...askedOf(query, log.workspace, call.caller),
      };
      if (isTeam && seesOwnOnly(caller)) {
        requireNoNames([...asked.by, ...asked.where.map((filter) => filter.dimension)]);
      }
      const found =
        query.interval === undefined
          ? await answerKpis(log, kpis, asked)
          : await answerWithIntervals(log, kpis, asked, query.interval);
      if (query.format === 'json') return toJson(found);
      return dataAnswer(answerData(found), 'kpi', query.format, log.workspace.timezone);
    });
  },
});

const definitions: readonly Route[] = [
  reads({
    ...shared,
    id: 'kpis.list',
    path: '/kpis',
    right: 'definitions.read',
    summary: { en: 'What each KPI means', es: 'Qué significa cada KPI' },
    handle: async (call) =>
      withFacts(call, undefined, async (log, kpis) => ({
        rows: [...kpis.values()].map((each) => ({
          ...definitionToJson(call.language, each, log.workspace.thresholds),
          compared_by: each.dimensions.filter((by) => isComparable(each, by)),
        })),
      })),
  }),
  reads<{ kpi: string }>({
    ...shared,
    id: 'explain',
    path: '/explain/{kpi}',
    right: 'definitions.read',
    summary: {
      en: 'What a KPI means, how it is computed, with the SQL, and what the record lacks for it',
      es: 'Qué significa un KPI, cómo se calcula, con el SQL, y qué le falta al registro para él',
    },
    params: byKpi,
    handle: async (call) =>
      withFacts(call, policyOf(call.caller), async (log, kpis) => {
        const found = findKpi(kpis, call.params.kpi);
        const [ready] = await checkNeeds(log, [found]);
        return {
          ...definitionToJson(call.language, found, log.workspace.thresholds),
          missing: ready?.missing ?? [],
          sql: await statementFor(log, kpis, found),
        };
      }),
  }),
];

type RowsQuery = Asked & { readonly limit?: number | undefined; readonly format: 'json' | 'csv' | 'xlsx' };

const rows = reads<{ kpi: string }, RowsQuery>({
  ...shared,
  id: 'rows',
  path: '/rows/{kpi}',
  summary: { en: 'The records behind one number', es: 'Los registros que hay detrás de un número' },
  params: byKpi,
  query: z.strictObject({
    ...span,
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .meta({ description: 'at most so many; 1000, in a file all' }),
    format: z.enum(['json', 'csv', 'xlsx']).default('json'),
  }),
  produces: ['application/json', fileTypes.csv, fileTypes.xlsx],
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log, kpis) => {
      const { params, query } = call;
      const question = await toQuestion(log, kpis, {
        kpis: [params.kpi],
        ...askedOf(query, log.workspace, call.caller),
      });
      const lineage = await findRecords(log, findKpi(kpis, params.kpi), question);
      if (query.format !== 'json') {
        const records = lineage.records.slice(0, query.limit ?? lineage.records.length);
        return dataAnswer(recordsData({ ...lineage, records }), params.kpi, query.format, log.workspace.timezone);
      }
      const most = query.limit ?? 1000;
      return {
        ...recordsToJson({ ...lineage, records: lineage.records.slice(0, most) }),
        total: lineage.records.length,
      };
    }),
});

type BoardQuery = Asked & { readonly playbook?: string | undefined };

const board = reads<unknown, BoardQuery>({
  ...shared,
  id: 'board',
  path: '/board',
  summary: { en: 'A manager’s one page', es: 'La página del responsable' },
  query: z.strictObject({
    playbook: z.enum(['accounts', 'simple', 'numbers', 'process']).optional(),
    ...span,
  }),
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log, kpis) => {
      const { playbook, ...asked } = call.query;
      const looked = { ...defined({ playbook }), ...askedOf(asked, log.workspace, call.caller) };
      return boardToJson(call.language, log, await boardOf(log, kpis, looked));
    }),
});

const boardPeriod = reads<unknown, Asked>({
  ...shared,
  id: 'board.period',
  path: '/board/period',
  summary: {
    en: 'The days that the board is of and those that it is held against, at once: for whoever asks for its figures one by one',
    es: 'Los días de los que trata el tablero y aquellos con los que se compara, al momento: para quien pida sus cifras una por una',
  },
  query: z.strictObject(span),
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log) =>
      periodsToJson(log, await boardPeriods(log, askedOf(call.query, log.workspace, call.caller))),
    ),
});

type CompareQuery = Asked & { readonly by: string };

const compare = reads<{ kpi: string }, CompareQuery>({
  ...shared,
  id: 'compare',
  path: '/compare/{kpi}',
  summary: {
    en: 'Who differs from the group by more than chance: reps from all of the organisation, whoever asks; of them one is told only those one sees, a rep only how they stand themselves',
    es: 'Quién difiere del grupo por más que el azar: los comerciales, de todos los de la organización, pregunte quien pregunte; de ellos se cuentan solo los que uno ve, y a un comercial solo cómo está él mismo',
  },
  params: byKpi,
  query: z.strictObject({ by: dimension.default('rep'), ...span }),
  handle: async (call) => {
    const { caller, params, query } = call;
    const ofReps = query.by === 'rep';
    return withFacts(call, ofReps ? undefined : policyOf(caller), async (all, kpis) => {
      const asked = askedOf(query, all.workspace, caller);
      if (!ofReps) return comparisonToJson(await compareKpi(all, kpis, params.kpi, { by: query.by, ...asked }));
      if (seesOwnOnly(caller)) requireNoNames(asked.where.map((filter) => filter.dimension));
      const { log, named } = await groupFor(all, caller, asked.where, null);
      const found = await compareKpi(log, kpis, params.kpi, { by: query.by, ...asked });
      return comparisonToJson({ ...found, members: found.members.filter(({ member }) => named.has(member)) });
    });
  },
});

type WhyQuery = Asked & {
  readonly rep?: string | undefined;
  readonly playbook: 'numbers' | 'process';
  readonly mix?: string | undefined;
};

const why = reads<{ outcome: 'contracts' | 'contract_volume' }, WhyQuery>({
  ...shared,
  id: 'why',
  path: '/why/{outcome}',
  summary: { en: 'Where a difference comes from', es: 'De dónde viene una diferencia' },
  params: z.object({ outcome: z.enum(['contracts', 'contract_volume']) }),
  query: z.strictObject({
    rep: id.optional().meta({ description: 'a rep against the others; else the period against the one before' }),
    playbook: z.enum(['numbers', 'process']).default('numbers'),
    mix: dimension.optional(),
    ...span,
  }),
  handle: async (call) => {
    const { caller, params, query } = call;
    if (query.rep !== undefined) requireSelf(caller, query.rep);
    const rep = query.rep ?? null;
    return withFacts(call, rep === null ? policyOf(caller) : undefined, async (facts, kpis) => {
      const asked = askedOf(query, facts.workspace, caller);
      if (rep !== null && seesOwnOnly(caller)) {
        requireNoNames([
          ...asked.where.map((filter) => filter.dimension),
          ...(query.mix === undefined ? [] : [query.mix]),
        ]);
      }
      const { log, isOpen } =
        rep === null ? { log: facts, isOpen: true } : await groupFor(facts, caller, asked.where, rep);
      const found = await explainDifference(log, kpis, {
        outcome: params.outcome,
        chain: query.playbook,
        ...(query.rep === undefined ? {} : { rep: query.rep }),
        ...(query.mix === undefined ? {} : { mix: query.mix }),
        ...asked,
      });
      return { ...whyToJson(log, found), group_open: isOpen };
    });
  },
});

type EffectsQuery = Asked & { readonly effect?: EffectId | undefined };

const effects = reads<unknown, EffectsQuery>({
  ...shared,
  id: 'effects',
  path: '/effects',
  summary: {
    en: 'What source, pitch, rep, product and material each go with, pulled apart',
    es: 'Con qué va cada origen, argumento, comercial, producto y material, por separado',
  },
  query: z.strictObject({ effect: z.enum(effectIds).optional(), ...span }),
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log, kpis) => {
      const { effect, ...query } = call.query;
      const asked = askedOf(query, log.workspace, call.caller);
      return effectsToJson(await findEffects(log, kpis, asked, effect === undefined ? effectIds : [effect]));
    }),
});

type DiagnoseQuery = Asked & { readonly rep: string };

const diagnosis = reads<unknown, DiagnoseQuery>({
  ...shared,
  id: 'diagnose',
  path: '/diagnose',
  summary: {
    en: 'What a rep does well, what may be wrong, what to adjust',
    es: 'Qué hace bien un comercial, qué puede estar fallando y qué ajustar',
  },
  query: z.strictObject({ rep: id, ...span }),
  handle: async (call) => {
    const { caller, query, language } = call;
    requireSelf(caller, query.rep);
    return withFacts(call, undefined, async (all, kpis) => {
      const asked = askedOf(query, all.workspace, caller);
      if (seesOwnOnly(caller)) requireNoNames(asked.where.map((filter) => filter.dimension));
      const { log, isOpen } = await groupFor(all, caller, asked.where, query.rep);
      const found = await diagnose(log, kpis, { rep: query.rep, ...asked });
      return { ...diagnosisToJson(language, log, found), group_open: isOpen };
    });
  },
});

type TrendQuery = Asked & { readonly kpis: string; readonly by: 'week' | 'month'; readonly scope?: 'team' | undefined };

const trend = reads<unknown, TrendQuery>({
  ...shared,
  id: 'trend',
  path: '/trend',
  summary: {
    en: 'What changed by more than it usually does, and the latest period against the one before',
    es: 'Qué cambió más de lo habitual, y el último periodo frente al anterior',
  },
  query: z.strictObject({
    kpis: kpiList,
    by: z.enum(['week', 'month']).default('month'),
    ...span,
    scope,
  }),
  handle: async (call) => {
    const { query, caller } = call;
    const isTeam = query.scope === 'team';
    return withFacts(call, isTeam ? teamPolicyOf(caller) : policyOf(caller), async (log, kpis) => {
      const asked = askedOf(query, log.workspace, call.caller);
      if (isTeam && seesOwnOnly(caller)) requireNoNames(asked.where.map((filter) => filter.dimension));
      return trendsToJson(await trendsOf(log, kpis, { kpis: split(query.kpis), by: query.by, ...asked }));
    });
  },
});

/** Questions to the facts. */
export const insightRoutes: readonly Route[] = [
  kpi,
  ...definitions,
  rows,
  board,
  boardPeriod,
  compare,
  why,
  effects,
  diagnosis,
  trend,
];

/** An object without the keys that are undefined. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, own]) => own !== undefined)) as never;
}
