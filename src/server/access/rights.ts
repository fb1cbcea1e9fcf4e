import type { Text } from '../../domain/text.ts';

/** What people may be in an organisation. */
export const roles = ['administrator', 'manager', 'rep', 'viewer'] as const;
export type Role = (typeof roles)[number];

/**
 * How much of an organisation a role reaches: all of it; the reps of one's own team and of the teams below, and their accounts; one's own
 * accounts, deals and activities; one's own user account; nothing.
 */
export const extents = ['all', 'team', 'own', 'self', 'none'] as const;
export type Extent = (typeof extents)[number];

/** What a token may be limited to. */
export const scopes = ['record:read', 'record:write', 'insight:read', 'people:write', 'import', 'export'] as const;
export type Scope = (typeof scopes)[number];

/** A right: who has it, how far it reaches, and the scope that a token needs for it; null: no token has it. */
export type Right = Readonly<Record<Role, Extent>> & { readonly scope: Scope | null; readonly meaning: Text };

const right = (
  scope: Scope | null,
  [administrator, manager, rep, viewer]: readonly [Extent, Extent, Extent, Extent],
  en: string,
  es: string,
): Right => ({ scope, administrator, manager, rep, viewer, meaning: { en, es } });

/**
 * Who may do what. Every route names one of these rights; nothing else decides. What a right reaches is held a second time by PostgreSQL, row by
 * row, and by the filter of the replica.
 */
export const rights = {
  'structure.read': right(
    'record:read',
    ['all', 'all', 'all', 'all'],
    'see teams, stages, exchange rates, settings and thresholds',
    'ver equipos, etapas, tipos de cambio, ajustes y umbrales',
  ),
  'structure.write': right(
    'record:write',
    ['all', 'none', 'none', 'none'],
    'change teams, reps, stages, exchange rates, settings and thresholds',
    'cambiar equipos, comerciales, etapas, tipos de cambio, ajustes y umbrales',
  ),
  'reps.read': right('record:read', ['all', 'team', 'own', 'all'], 'see reps', 'ver comerciales'),
  'selling.read': right(
    'record:read',
    ['all', 'team', 'own', 'all'],
    'see accounts, contacts, ratings, leads, deals, decision teams, activities, proposals and what was shared',
    'ver cuentas, contactos, valoraciones, leads, oportunidades, equipos de decisión, actividades, propuestas y lo compartido',
  ),
  'selling.write': right(
    'record:write',
    ['all', 'team', 'own', 'none'],
    'add, correct and remove them',
    'añadirlos, corregirlos y quitarlos',
  ),
  'follow_ups.read': right(
    'record:read',
    ['all', 'team', 'own', 'none'],
    'see follow-ups, what the data propose to do next, and when a further touch is too much',
    'ver seguimientos, lo que los datos proponen hacer después y cuándo un toque más es demasiado',
  ),
  'follow_ups.write': right(
    'record:write',
    ['all', 'team', 'own', 'none'],
    'plan follow-ups, put them off, settle them, hand them on',
    'planificar seguimientos, aplazarlos, cerrarlos, pasarlos a otra persona',
  ),
  'assignments.write': right(
    'record:write',
    ['all', 'team', 'none', 'none'],
    'hand over accounts',
    'traspasar cuentas',
  ),
  'costs.read': right('record:read', ['all', 'team', 'none', 'all'], 'see costs', 'ver costes'),
  'costs.write': right('record:write', ['all', 'team', 'none', 'none'], 'enter costs', 'anotar costes'),
  'goals.read': right('record:read', ['all', 'team', 'own', 'all'], 'see goals', 'ver objetivos'),
  'goals.write': right('record:write', ['all', 'team', 'none', 'none'], 'set goals', 'fijar objetivos'),
  'insight.read': right(
    'insight:read',
    ['all', 'team', 'own', 'all'],
    'ask for KPIs, the board, risks, comparisons, reasons and advice, and the records behind them',
    'pedir KPI, el tablero, riesgos, comparaciones, causas y consejos, y los registros que hay detrás',
  ),
  'insight.team': right(
    'insight:read',
    ['all', 'team', 'team', 'all'],
    'ask for the figures of the team as a whole, without names',
    'pedir las cifras del equipo en conjunto, sin nombres',
  ),
  'definitions.read': right(
    'insight:read',
    ['all', 'all', 'all', 'all'],
    'read what a KPI means',
    'leer qué significa un KPI',
  ),
  'own_kpis.write': right(
    'record:write',
    ['all', 'none', 'none', 'none'],
    'make and change the organisation’s own KPIs',
    'crear y cambiar los KPI propios de la organización',
  ),
  imports: right(
    'import',
    ['all', 'none', 'none', 'none'],
    'import files and put them into the record',
    'importar archivos y llevarlos al registro',
  ),
  exports: right(
    'export',
    ['all', 'team', 'own', 'all'],
    'take what one sees of the record away as files',
    'llevarse en archivos lo que uno ve del registro',
  ),
  'exports.all': right(
    'export',
    ['all', 'none', 'none', 'none'],
    'take the whole record away',
    'llevarse el registro completo',
  ),
  'people.read': right(
    'people:write',
    ['all', 'none', 'none', 'none'],
    'see who has access, and open invitations',
    'ver quién tiene acceso y las invitaciones abiertas',
  ),
  'people.write': right(
    'people:write',
    ['all', 'none', 'none', 'none'],
    'invite people, change their role, take their access away',
    'invitar a personas, cambiar su función, retirarles el acceso',
  ),
  'tokens.own': right(
    null,
    ['self', 'self', 'self', 'self'],
    'make and revoke tokens of one’s own',
    'crear y revocar tokens propios',
  ),
  'tokens.service': right(
    null,
    ['all', 'none', 'none', 'none'],
    'make and revoke tokens of services',
    'crear y revocar tokens de servicios',
  ),
  'privacy.read': right(
    null,
    ['all', 'none', 'none', 'none'],
    'see everything that is kept about a contact or a person, and for how long',
    'ver todo lo que se guarda sobre un contacto o una persona, y durante cuánto tiempo',
  ),
  'privacy.write': right(
    null,
    ['all', 'none', 'none', 'none'],
    'erase the personal data of a contact or a person, set for how long it is kept',
    'borrar los datos personales de un contacto o una persona, fijar cuánto tiempo se guardan',
  ),
  'privacy.self': right(
    null,
    ['self', 'self', 'self', 'self'],
    'get everything that is kept about oneself',
    'obtener todo lo que se guarda sobre uno mismo',
  ),
  'audit.read': right(
    'people:write',
    ['all', 'none', 'none', 'none'],
    'see who saw and changed what about people',
    'ver quién vio y cambió qué sobre las personas',
  ),
  'audit.self': right(
    'record:read',
    ['self', 'self', 'self', 'self'],
    'see who looked at oneself',
    'ver quién le ha mirado a uno',
  ),
  'alerts.read': right(
    'insight:read',
    ['self', 'self', 'none', 'none'],
    'see one’s own alerts',
    'ver los avisos propios',
  ),
  'alerts.write': right(
    'record:write',
    ['self', 'self', 'none', 'none'],
    'set up alerts of one’s own',
    'configurar avisos propios',
  ),
  webhooks: right(
    null,
    ['all', 'none', 'none', 'none'],
    'have programs told of events',
    'comunicar sucesos a programas',
  ),
  'mail.own': right(
    null,
    ['self', 'self', 'self', 'self'],
    'choose which mail one gets, in which language and time zone',
    'elegir qué correos recibe uno, en qué idioma y zona horaria',
  ),
  self: right(
    'record:read',
    ['self', 'self', 'self', 'self'],
    'see who one is here and what one may do',
    'ver quién es uno aquí y qué puede hacer',
  ),
} as const satisfies Readonly<Record<string, Right>>;

export type RightName = keyof typeof rights;

/** How far a right reaches for a role. */
export function extentOf(name: RightName, role: Role): Extent {
  return rights[name][role];
}

/** What each extent is called in the documents. */
export const extentWords: Readonly<Record<Extent, Text>> = {
  all: { en: 'all', es: 'todo' },
  team: { en: 'own team and below', es: 'su equipo y los que dependen de él' },
  own: { en: 'own', es: 'lo propio' },
  self: { en: 'oneself', es: 'uno mismo' },
  none: { en: '–', es: '–' },
};
