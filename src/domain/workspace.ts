import { nearest, UserError } from './errors.ts';
import { lastNow, parseInstant } from './calendar.ts';

/** Numbers that KPI rules depend on. Days are days of 24 h; `pressure_top_share` is a ratio 0 … 1. */
export type Thresholds = {
  readonly rating_fresh_days: number;
  readonly touch_window_days: number;
  readonly pressure_window_days: number;
  readonly pressure_min_touches: number;
  readonly pressure_top_share: number;
  readonly unanswered_streak: number;
  readonly silence_days: number;
  readonly thread_window_days: number;
  readonly conversion_window_days: number;
  readonly presentation_window_days: number;
  readonly win_window_days: number;
  readonly reply_window_days: number;
  readonly concentration_min_touches: number;
};

/** The settings of a sales log (`workspace.json`). */
export type Workspace = {
  readonly name: string | null;
  /** IANA name. */
  readonly timezone: string;
  /** Currency of all converted money. */
  readonly currency: string;
  readonly locale: string;
  /** ISO weekday, 1 = Monday. */
  readonly week_start: number;
  /** Month 1 … 12. */
  readonly fiscal_year_start_month: number;
  /** "Now" of the log as an instant, or null for one second after its latest event. */
  readonly as_of: string | null;
  readonly thresholds: Thresholds;
};

export const defaultWorkspace: Workspace = Object.freeze({
  name: null,
  timezone: 'UTC',
  currency: 'EUR',
  locale: 'es',
  week_start: 1,
  fiscal_year_start_month: 1,
  as_of: null,
  thresholds: Object.freeze({
    rating_fresh_days: 90,
    touch_window_days: 60,
    pressure_window_days: 28,
    pressure_min_touches: 5,
    pressure_top_share: 0.6,
    unanswered_streak: 4,
    silence_days: 21,
    thread_window_days: 90,
    conversion_window_days: 90,
    presentation_window_days: 30,
    win_window_days: 180,
    reply_window_days: 14,
    concentration_min_touches: 5,
  }),
});

/** A valid workspace and the keys in it that nothing reads. */
export type ParsedWorkspace = { readonly workspace: Workspace; readonly unknownKeys: readonly string[] };

/**
 * Reads the text of `workspace.json`; every key is optional.
 * @throws UserError `bad_workspace` that names the key, its value and what would be right.
 */
export function parseWorkspace(text: string): ParsedWorkspace {
  const given = parseObject(text);
  const { thresholds: givenThresholds, ...settings } = given;
  const workspace: Record<string, unknown> = { ...defaultWorkspace };
  const unknownKeys: string[] = [];
  for (const [key, value] of Object.entries(settings)) {
    const rule = Object.hasOwn(settingRules, key) ? settingRules[key] : undefined;
    if (rule === undefined) {
      unknownKeys.push(key);
      continue;
    }
    if (!rule.holds(value)) throw bad(key, value, rule.right);
    workspace[key] = value;
  }
  const thresholds: Record<string, number> = { ...defaultWorkspace.thresholds };
  if (givenThresholds !== undefined) {
    if (!isRecord(givenThresholds)) throw bad('thresholds', givenThresholds, 'an object of positive numbers');
    for (const [key, value] of Object.entries(givenThresholds)) {
      if (!Object.hasOwn(thresholds, key)) {
        unknownKeys.push(`thresholds.${key}`);
        continue;
      }
      const most = key === 'pressure_top_share' ? 1 : largestThreshold;
      if (typeof value !== 'number' || !(value > 0) || value > most) {
        throw bad(
          `thresholds.${key}`,
          value,
          most === 1 ? 'a number above 0 and at most 1' : 'a number above 0 and at most 36500',
        );
      }
      thresholds[key] = value;
    }
  }
  const parsed = { ...workspace, thresholds } as unknown as Workspace;
  const asOf = parsed.as_of === null ? null : parseInstant(parsed.as_of, parsed.timezone);
  if (parsed.as_of !== null && (asOf === null || Temporal.Instant.compare(asOf, lastNow) > 0)) {
    throw bad('as_of', parsed.as_of, 'an instant such as 2026-07-01T00:00:00Z, or null');
  }
  return { workspace: Object.freeze(parsed), unknownKeys };
}

/** A hundred years of days: longer than any log, and short enough for every date it leads to. */
const largestThreshold = 36_500;

type SettingRule = { readonly holds: (value: unknown) => boolean; readonly right: string };

const settingRules: Readonly<Record<string, SettingRule>> = {
  name: { holds: (v) => v === null || typeof v === 'string', right: 'text' },
  timezone: { holds: isTimeZone, right: 'an IANA time zone such as Europe/Madrid' },
  currency: {
    holds: (v) => typeof v === 'string' && v !== '' && !/\p{Cc}/u.test(v),
    right: 'a currency code such as EUR',
  },
  locale: { holds: isLocale, right: 'a language tag such as es or en-GB' },
  week_start: { holds: wholeBetween(1, 7), right: 'an ISO weekday, 1 (Monday) to 7 (Sunday)' },
  fiscal_year_start_month: { holds: wholeBetween(1, 12), right: 'a month, 1 to 12' },
  as_of: {
    holds: (v) => v === null || typeof v === 'string',
    right: 'an instant such as 2026-07-01T00:00:00Z, or null',
  },
};

/** Every key that `workspace.json` may have. */
export const workspaceKeys: readonly string[] = [
  ...Object.keys(settingRules),
  'thresholds',
  ...Object.keys(defaultWorkspace.thresholds).map((key) => `thresholds.${key}`),
];

function parseObject(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError({
      code: 'bad_workspace',
      message: {
        en: `workspace.json is not valid JSON: ${reason}.`,
        es: `workspace.json no es JSON válido; texto del analizador: «${reason}».`,
      },
    });
  }
  if (!isRecord(parsed)) throw bad('workspace.json', parsed, 'an object {…}');
  return parsed;
}

function bad(key: string, value: unknown, right: string): UserError {
  const shown = JSON.stringify(value);
  const zone = key === 'timezone' && typeof value === 'string' ? nearestZone(value) : undefined;
  const where = key === 'workspace.json' ? key : `workspace.json: ${key}`;
  return new UserError({
    code: 'bad_workspace',
    message: { en: `${where} has the value ${shown}.`, es: `${where} tiene el valor ${shown}.` },
    fix:
      zone === undefined
        ? { en: `Right would be ${right}.`, es: `Lo correcto sería: ${rightInSpanish[right] ?? right}.` }
        : { en: `Did you mean ${zone}?`, es: `¿Quiso decir ${zone}?` },
  });
}

function nearestZone(name: string): string | undefined {
  return nearest(name, Intl.supportedValuesOf('timeZone'));
}

const rightInSpanish: Readonly<Record<string, string>> = {
  text: 'texto',
  'an object {…}': 'un objeto {…}',
  'an object of positive numbers': 'un objeto de números positivos',
  'a number above 0 and at most 1': 'un número mayor que 0 y como máximo 1',
  'a number above 0 and at most 36500': 'un número mayor que 0 y como máximo 36500',
  'an IANA time zone such as Europe/Madrid': 'una zona horaria IANA como Europe/Madrid',
  'a currency code such as EUR': 'un código de moneda como EUR',
  'a language tag such as es or en-GB': 'una etiqueta de idioma como es o en-GB',
  'an ISO weekday, 1 (Monday) to 7 (Sunday)': 'un día ISO de la semana, de 1 (lunes) a 7 (domingo)',
  'a month, 1 to 12': 'un mes, de 1 a 12',
  'an instant such as 2026-07-01T00:00:00Z, or null': 'un instante como 2026-07-01T00:00:00Z, o null',
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wholeBetween(least: number, most: number): (value: unknown) => boolean {
  return (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

function isLocale(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}
