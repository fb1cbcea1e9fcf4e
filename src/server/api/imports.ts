import { z } from 'zod';
import { parseMapSettings } from '../../crm/csv/map-settings.ts';
import { parseSettings } from '../../crm/import/settings.ts';
import { reportHtml } from '../../crm/report/html.ts';
import { catalogue } from '../../kpi/catalogue/index.ts';
import { readOrganisation } from '../../record/organisation.ts';
import type { Tx } from '../../record/record.ts';
import { id, mostLetters, text } from '../http/fields.ts';
import { type Call, reads, type Route, writes } from '../http/route.ts';
import { noFiles } from '../imports/detect.ts';
import { eventsOf } from '../imports/events.ts';
import {
  changeImport,
  getImport,
  type Import,
  type ImportChanges,
  listImports,
  newImport,
  removeFiles,
  settleDoubts,
  wrongState,
} from '../imports/import.ts';
import { type Kind, type Mode, waiting } from '../imports/kinds.ts';
import { importJob } from '../imports/job.ts';
import { settingsName } from '../imports/make-log.ts';
import type { Services } from '../services.ts';
import { importFileRoutes } from './import-files.ts';
import { importMapRoutes } from './import-map.ts';
import { kind, mode, shown, toJson } from './import-shown.ts';

const shared = { tag: 'imports', right: 'imports' } as const;
const byId = z.object({ id });

type ById = { readonly id: string };
type Given = { readonly kind?: Kind | null | undefined; readonly mode?: Mode | undefined };

const list = reads({
  ...shared,
  id: 'imports.list',
  method: 'get',
  path: '/imports',
  summary: { en: 'Imports, the latest first', es: 'Importaciones, la última primero' },
  answer: z.object({ rows: z.array(shown) }),
  handle: async ({ caller, services, language }) => {
    const found = await services.record.as(caller.actor, listImports);
    return { status: 200, body: { rows: found.map((each) => toJson(each, language)) } };
  },
});

const add = writes<unknown, unknown, Given>({
  ...shared,
  id: 'imports.add',
  method: 'post',
  path: '/imports',
  summary: { en: 'Begin an import: next send its files', es: 'Empieza una importación: después envíe sus archivos' },
  body: z.strictObject({ kind: kind.optional(), mode: mode.optional() }),
  answer: shown,
  status: 201,
  handle: async ({ body, language }, tx) => {
    const made = await newImport(tx, { kind: body.kind ?? null, mode: body.mode ?? 'replace', language });
    return { status: 201, body: toJson(made, language), headers: { Location: `/api/v1/imports/${made.id}` } };
  },
});

const see = reads<ById>({
  ...shared,
  id: 'imports.see',
  method: 'get',
  path: '/imports/{id}',
  summary: { en: 'How an import stands', es: 'Cómo está una importación' },
  params: byId,
  answer: shown,
  handle: async ({ caller, services, language, params }) => {
    const found = await services.record.as(caller.actor, (tx) => getImport(tx, params.id));
    return { status: 200, body: toJson(found, language) };
  },
});

const run = writes<ById>({
  ...shared,
  id: 'imports.run',
  method: 'post',
  path: '/imports/{id}/run',
  summary: { en: 'Read what was sent', es: 'Lee lo que se ha enviado' },
  params: byId,
  answer: shown,
  status: 202,
  handle: async ({ params, language, services }, tx) => ({
    status: 202,
    body: toJson(await runAgain(services, tx, params.id, {}), language),
  }),
});

/** Lets an import be read, anew if it was. @throws UserError `no_files`, `wrong_state`, `no_such_row` */
async function runAgain(services: Services, tx: Tx, own: string, changes: ImportChanges): Promise<Import> {
  const { files, state } = await getImport(tx, own);
  if (waiting.includes(state) && files.every(({ place }) => place !== 'upload')) throw noFiles();
  const cleared = { state: 'running', step: 'waiting', problem: null, report: null } as const;
  await changeImport(tx, own, waiting, { ...changes, ...cleared });
  await removeFiles(tx, own, 'log');
  await begin(services, tx, own);
  return getImport(tx, own);
}

/** Lets whichever server has time work on an import, if this transaction commits. */
async function begin({ jobs }: Services, tx: Tx, own: string): Promise<void> {
  await jobs.send(importJob, { org: tx.actor.org, id: own }, { tx });
}

const change = writes<ById, unknown, Given>({
  ...shared,
  id: 'imports.change',
  method: 'patch',
  path: '/imports/{id}',
  summary: {
    en: 'Say what it is an export of, or how it goes in; what was read is read again',
    es: 'Dice de qué es la exportación o cómo entra; lo que se había leído se lee de nuevo',
  },
  params: byId,
  body: z.strictObject({ kind: kind.optional(), mode: mode.optional() }),
  answer: shown,
  status: 202,
  handle: async ({ params, body, language, services }, tx) => {
    const { state, kind: was, settings_from: from } = await getImport(tx, params.id);
    // What was taken over is of another CRM.
    const isOther = body.kind !== undefined && body.kind !== was && from !== null;
    const changes: ImportChanges = {
      ...(body.kind === undefined ? {} : { kind: body.kind }),
      ...(body.mode === undefined ? {} : { mode: body.mode }),
      ...(isOther ? { settings: null, settings_from: null } : {}),
    };
    if (state !== 'uploading')
      return { status: 202, body: toJson(await runAgain(services, tx, params.id, changes), language) };
    await changeImport(tx, params.id, ['uploading'], changes);
    return { status: 202, body: toJson(await getImport(tx, params.id), language) };
  },
});

/** Letters that the answers to an import's questions may have. */
const mostSettings = mostLetters * 100;

const answers = writes<ById, unknown, { readonly settings: string | Readonly<Record<string, unknown>> | null }>({
  ...shared,
  id: 'imports.settings',
  method: 'put',
  path: '/imports/{id}/settings',
  summary: {
    en: 'Answer its questions: the settings of the import, or the map.yaml of CSV files; what was read is read again',
    es: 'Responde a sus preguntas: los ajustes de la importación o el map.yaml de archivos CSV; lo que se había leído se lee de nuevo',
  },
  params: byId,
  body: z.strictObject({
    settings: z
      .union([text(mostSettings), z.record(text(200), z.unknown())])
      .nullable()
      .meta({ description: 'YAML text, or the same as an object; null: none' }),
  }),
  answer: shown,
  status: 202,
  handle: async ({ params, body, language, services }, tx) => {
    const { kind: is, state } = await getImport(tx, params.id);
    const settings =
      body.settings === null || typeof body.settings === 'string' ? body.settings : JSON.stringify(body.settings);
    if (settings !== null && is === 'csv') parseMapSettings(settings);
    if (settings !== null && is !== null && is !== 'csv') parseSettings(settings, settingsName);
    // They stand for the map's own sheet: what was doubtful in that is told.
    if (is === 'csv') await settleDoubts(tx, params.id, 'map.yaml');
    await changeImport(tx, params.id, waiting, { settings: settings ?? '', settings_from: null });
    if (state === 'uploading') return { status: 202, body: toJson(await getImport(tx, params.id), language) };
    return { status: 202, body: toJson(await runAgain(services, tx, params.id, {}), language) };
  },
});

type ReportQuery = { readonly format: 'json' | 'html' };

const report = reads<ById, ReportQuery>({
  ...shared,
  id: 'imports.report',
  method: 'get',
  path: '/imports/{id}/report',
  summary: {
    en: 'What was read, refused and asked: as `tacto import --json`, or as a page',
    es: 'Qué se leyó, qué se rechazó y qué se pregunta: como `tacto import --json`, o como página',
  },
  params: byId,
  query: z.strictObject({ format: z.enum(['json', 'html']).default('json') }),
  produces: ['application/json', 'text/html'],
  handle: async ({ caller, services, language, params, query }) => {
    const [found, organisation] = await services.record.as(
      caller.actor,
      async (tx) => [await getImport(tx, params.id), await readOrganisation(tx)] as const,
    );
    if (found.report === null) throw wrongState(found.state);
    if (query.format === 'json') return { status: 200, body: found.report };
    const view = {
      kpiLabels: new Map(catalogue.map(({ id: own, label }) => [own, label])),
      timezone: organisation?.workspace.timezone ?? 'UTC',
      asOf: organisation?.workspace.as_of ?? null,
    };
    return { status: 200, body: new Response(reportHtml(found.report, view, language), { headers: pageHeaders }) };
  },
});

/** The page has its own style and nothing else. */
const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
  'X-Frame-Options': 'SAMEORIGIN',
};

const events = reads<ById>({
  ...shared,
  id: 'imports.events',
  method: 'get',
  path: '/imports/{id}/events',
  summary: {
    en: 'What becomes of an import, as server-sent events, until nobody works on it any more',
    es: 'Qué es de una importación, como eventos enviados por el servidor, hasta que ya nadie trabaja en ella',
  },
  params: byId,
  produces: ['text/event-stream'],
  handle: async ({ caller, services, language, params, request }: Call<ById, unknown, unknown>) => {
    const { version } = await services.record.as(caller.actor, (tx) => getImport(tx, params.id));
    const last = Number(request?.headers.get('last-event-id') ?? 0);
    const stream = eventsOf(services.record, caller.actor, params.id, last <= version ? last : 0, {
      show: (found) => toJson(found, language),
      signal: AbortSignal.any([request?.signal ?? AbortSignal.timeout(0), services.ending.begun]),
    });
    const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' };
    return { status: 200, body: new Response(stream, { headers }) };
  },
});

const apply = writes<ById>({
  ...shared,
  id: 'imports.apply',
  method: 'post',
  path: '/imports/{id}/apply',
  summary: {
    en: 'Bring it into the record, all or nothing, and nothing but what was told',
    es: 'La lleva al registro, todo o nada, y solo lo que se ha dicho',
  },
  params: byId,
  answer: shown,
  status: 202,
  handle: async ({ params, language, services }, tx) => {
    await changeImport(tx, params.id, ['questions', 'ready'], { state: 'applying', step: 'waiting', problem: null });
    await begin(services, tx, params.id);
    return { status: 202, body: toJson(await getImport(tx, params.id), language) };
  },
});

const discard = writes<ById>({
  ...shared,
  id: 'imports.discard',
  method: 'post',
  path: '/imports/{id}/discard',
  summary: { en: 'Discard it and remove its files', es: 'La descarta y elimina sus archivos' },
  params: byId,
  answer: shown,
  handle: async ({ params, language }, tx) => {
    const gone = {
      state: 'discarded',
      step: null,
      report: null,
      proposal: null,
      settings: null,
      settings_from: null,
      problem: null,
    } as const;
    await changeImport(tx, params.id, [...waiting, 'running'], gone);
    await removeFiles(tx, params.id);
    return { status: 200, body: toJson(await getImport(tx, params.id), language) };
  },
});

/** From files to the record. */
export const importRoutes: readonly Route[] = [
  list,
  add,
  see,
  change,
  ...importFileRoutes,
  ...importMapRoutes,
  answers,
  run,
  events,
  report,
  apply,
  discard,
];
