import { readFileSync, writeFileSync } from 'node:fs';
import type { Language } from '../src/domain/text.ts';
import { extentWords, type Right, type RightName, rights, roles } from '../src/server/access/rights.ts';
import { routes } from '../src/server/api/routes.ts';
import { settings } from '../src/server/config/settings.ts';

/** The pages on the server, by language. */
export const serverDocs: Readonly<Record<string, Language>> = { 'docs/server.md': 'en', 'docs/es/server.md': 'es' };

/** A page with its tables as the settings and rights say. */
export function serverDoc(page: string, language: Language): string {
  return withPart(withPart(page, 'settings', settingsTable(language)), 'rights', rightsTable(language));
}

function withPart(page: string, name: string, content: string): string {
  const [from, to] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const [start, end] = [page.indexOf(from), page.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`no place for ${name}`);
  return `${page.slice(0, start)}${from}\n${content}\n\n${page.slice(end)}`;
}

function settingsTable(language: Language): string {
  const heads = {
    en: ['in `tacto.yaml`', 'variable', 'what it is', 'right would be', 'without it'],
    es: ['en `tacto.yaml`', 'variable', 'qué es', 'lo correcto sería', 'si falta'],
  }[language];
  const rows = Object.entries(settings).map(([name, setting]) => [
    `\`${name}\``,
    `\`${setting.variable}\``,
    setting.meaning[language],
    setting.right[language],
    'usual' in setting ? setting.usual[language] : '',
  ]);
  return table(heads, rows);
}

const roleWords = {
  administrator: { en: 'administrator', es: 'administrador' },
  manager: { en: 'manager', es: 'responsable' },
  rep: { en: 'rep', es: 'comercial' },
  viewer: { en: 'viewer', es: 'lector' },
} as const;

function rightsTable(language: Language): string {
  const heads = {
    en: ['what', ...roles.map((role) => roleWords[role].en), 'scope of a token', 'routes'],
    es: ['qué', ...roles.map((role) => roleWords[role].es), 'alcance de un token', 'rutas'],
  }[language];
  const rows = (Object.keys(rights) as RightName[]).map((name) => {
    const right: Right = rights[name];
    const using = routes.filter((route) => route.right === name).map(({ path }) => `\`${path.split('/{')[0]}\``);
    return [
      right.meaning[language],
      ...roles.map((role) => extentWords[right[role]][language]),
      right.scope === null ? '–' : `\`${right.scope}\``,
      [...new Set(using)].join(' ') || '`/kpi?scope=team` `/trend?scope=team`',
    ];
  });
  return table(heads, rows);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)].join('\n');
}

if (import.meta.main) {
  for (const [file, language] of Object.entries(serverDocs)) {
    writeFileSync(file, serverDoc(readFileSync(file, 'utf8'), language));
  }
}
