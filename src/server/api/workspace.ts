import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import { defaultWorkspace, type Thresholds } from '../../domain/workspace.ts';
import { thresholdInWords, thresholdsOf } from '../../kpi/thresholds.ts';
import { changeSettings, type Organisation, readOrganisation, type Settings } from '../../record/organisation.ts';
import { instant, text, words } from '../http/fields.ts';
import { reads, type Route, writes } from '../http/route.ts';
import { allKpis } from '../insight/own-kpis.ts';

const names = Object.keys(defaultWorkspace.thresholds) as (keyof Thresholds)[];
const numbers = z.strictObject(
  Object.fromEntries(names.map((name) => [name, z.number().positive().max(36_500).nullable().optional()])),
);

const settings = z
  .strictObject({
    name: words(200).optional(),
    timezone: text(100).optional().meta({ description: 'IANA name, such as Europe/Madrid' }),
    currency: text(20).optional().meta({ description: 'of all converted money' }),
    locale: text(50).optional(),
    week_start: z.int().min(1).max(7).optional().meta({ description: 'ISO weekday, 1 = Monday' }),
    fiscal_year_start_month: z.int().min(1).max(12).optional(),
    as_of: instant.nullable().optional().meta({ description: 'a fixed “now”; null: the present' }),
    thresholds: numbers.optional().meta({ description: 'those that are not given stay; null: the default' }),
  })
  .meta({ id: 'ChangedWorkspace' });

const workspace = z
  .object({
    id: z.string(),
    name: z.string(),
    timezone: z.string(),
    currency: z.string(),
    locale: z.string(),
    week_start: z.int(),
    fiscal_year_start_month: z.int(),
    as_of: z.string().nullable(),
    thresholds: z.record(z.string(), z.number()),
  })
  .meta({ id: 'Workspace' });

const shown = ({ id, name, workspace: own }: Organisation): object => ({ ...own, id, name });

const threshold = z.object({
  threshold: z.string(),
  value: z.number(),
  default: z.number(),
  in_words: z.string().meta({ description: 'its value and what it is' }),
  kpis: z.array(z.string()).meta({ description: 'the KPIs that depend on it' }),
});

/** The organisation's settings and the thresholds that KPI rules depend on. */
export const workspaceRoutes: readonly Route[] = [
  reads({
    tag: 'workspace',
    id: 'workspace.see',
    method: 'get',
    path: '/workspace',
    right: 'structure.read',
    summary: { en: 'Settings and thresholds', es: 'Ajustes y umbrales' },
    answer: workspace,
    handle: async ({ caller, services }) => {
      const found = await services.record.as(caller.actor, readOrganisation);
      if (found === null) throw gone();
      return { status: 200, body: shown(found) };
    },
  }),
  reads({
    tag: 'workspace',
    id: 'thresholds.list',
    method: 'get',
    path: '/thresholds',
    right: 'structure.read',
    summary: {
      en: 'Each threshold: its value, its default, what it is and which KPIs depend on it',
      es: 'Cada umbral: su valor, el valor por defecto, qué es y qué KPI dependen de él',
    },
    answer: z.object({ rows: z.array(threshold) }),
    handle: async ({ caller, services, language }) => {
      const [found, kpis] = await services.record.as(
        caller.actor,
        async (tx) => [await readOrganisation(tx), await allKpis(tx)] as const,
      );
      if (found === null) throw gone();
      const { thresholds } = found.workspace;
      const rows = names.map((name) => ({
        threshold: name,
        value: thresholds[name],
        default: defaultWorkspace.thresholds[name],
        in_words: thresholdInWords(name, thresholds, language),
        kpis: [...kpis.values()].filter((kpi) => thresholdsOf(kpi).includes(name)).map((kpi) => kpi.id),
      }));
      return { status: 200, body: { rows } };
    },
  }),
  writes<unknown, unknown, Settings>({
    tag: 'workspace',
    id: 'workspace.change',
    method: 'patch',
    path: '/workspace',
    right: 'structure.write',
    summary: { en: 'Change settings and thresholds', es: 'Cambia ajustes y umbrales' },
    body: settings,
    answer: workspace,
    handle: async ({ body }, tx) => ({ status: 200, body: shown(await changeSettings(tx, body)) }),
  }),
];

function gone(): UserError {
  return new UserError({
    code: 'no_such_row',
    message: { en: 'This organisation is no longer there.', es: 'Esta organización ya no existe.' },
  });
}
