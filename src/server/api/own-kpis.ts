import { z } from 'zod';
import { answerKpis, toJson } from '../../kpi/answer.ts';
import { definitionToJson } from '../../kpi/definition.ts';
import { joinOwnKpis } from '../../kpi/own/read.ts';
import { right, text } from '../http/fields.ts';
import { reads, type Route, writes } from '../http/route.ts';
import { ownKpis, readDefinition, removeOwnKpi, saveOwnKpi } from '../insight/own-kpis.ts';
import { policyOf } from '../insight/seen.ts';
import { withFacts } from '../insight/with-facts.ts';
import { type Asked, askedOf, span, split } from './insight-query.ts';

const tag = 'own-kpis';

const ownId = text(64).refine(
  (value) => /^[a-z][a-z0-9_]*$/.test(value),
  right('an id of small letters, digits and _', 'un id de minúsculas, dígitos y _'),
);
const byId = z.object({ id: ownId });

const definition = z
  .union([text(20_000), z.record(text(200), z.unknown())])
  .meta({ description: 'as one KPI of a kpis.yaml: its text, or the same as an object' });

type Given = { readonly definition: string | Readonly<Record<string, unknown>> };

/** An object is written as JSON, which is YAML. */
const textOf = (given: Given['definition']): string =>
  typeof given === 'string' ? given : JSON.stringify(given, null, 2);

const list = reads({
  tag,
  id: 'own_kpis.list',
  method: 'get',
  path: '/own-kpis',
  right: 'definitions.read',
  summary: { en: 'The organisation’s own KPIs', es: 'Los KPI propios de la organización' },
  handle: async (call) => {
    const own = await call.services.record.as(call.caller.actor, ownKpis);
    return withFacts(call, undefined, async (log) => ({
      rows: own.map(({ id, definition: said, changed_at, kpi }) => ({
        id,
        definition: said,
        changed_at,
        meaning: kpi === null ? null : definitionToJson(call.language, kpi, log.workspace.thresholds),
      })),
      file: own.length === 0 ? '' : joinOwnKpis(own.map((each) => each.definition)),
    }));
  },
});

const save = writes<{ id: string }, unknown, Given>({
  tag,
  id: 'own_kpis.save',
  method: 'put',
  path: '/own-kpis/{id}',
  right: 'own_kpis.write',
  summary: { en: 'Make or change an own KPI', es: 'Crea o cambia un KPI propio' },
  params: byId,
  body: z.strictObject({ definition }),
  handle: async ({ params, body }, tx) => {
    const said = textOf(body.definition);
    await saveOwnKpi(tx, params.id, said);
    return { status: 200, body: { id: params.id, definition: said } };
  },
});

const remove = writes<{ id: string }>({
  tag,
  id: 'own_kpis.remove',
  method: 'delete',
  path: '/own-kpis/{id}',
  right: 'own_kpis.write',
  summary: { en: 'Remove an own KPI', es: 'Elimina un KPI propio' },
  params: byId,
  status: 204,
  handle: async ({ params }, tx) => {
    await removeOwnKpi(tx, params.id);
    return { status: 204, body: null };
  },
});

type Tried = Given & Asked & { readonly id?: string | undefined; readonly by?: string | undefined };

const preview = reads<unknown, unknown, Tried>({
  tag,
  id: 'own_kpis.preview',
  method: 'post',
  path: '/own-kpis/preview',
  right: 'own_kpis.write',
  summary: {
    en: 'What a definition would mean and answer, before it is saved',
    es: 'Qué significaría y respondería una definición, antes de guardarla',
  },
  body: z.strictObject({
    definition,
    id: ownId.optional().meta({ description: 'the KPI that it would take the place of' }),
    by: text(200).optional(),
    ...span,
  }),
  handle: async (call) => {
    const { body, caller, language, services } = call;
    const kpi = await services.record.as(caller.actor, (tx) =>
      readDefinition(tx, body.id ?? null, textOf(body.definition)),
    );
    return withFacts(call, policyOf(caller), async (log, kpis) => {
      const asked = { kpis: [kpi.id], by: split(body.by ?? ''), ...askedOf(body, log.workspace, caller) };
      const answer = await answerKpis(log, new Map([...kpis, [kpi.id, kpi]]), asked);
      return { meaning: definitionToJson(language, kpi, log.workspace.thresholds), answer: toJson(answer) };
    });
  },
});

/** KPIs that an organisation makes itself. */
export const ownKpiRoutes: readonly Route[] = [list, preview, save, remove];
