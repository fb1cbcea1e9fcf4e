import { type Language, languages, type Text } from '../../domain/text.ts';
import { style } from './html-style.ts';
import { html, type Markup } from './markup.ts';
import { refusedSection, rowsSection, unreadSection } from './html-details.ts';
import { checksSection, limitsSection, questionsSection, warningsSection } from './html-findings.ts';
import { filesSection, logSection } from './html-rows.ts';
import type { ImportReport } from './model.ts';
import { affectedKpis, disagreements, faultsOf, refusalsOf, rowTotals } from './summary.ts';
import { type ReportView, type Voice, voiceOf } from './voice.ts';

/**
 * The report as one page that can be forwarded: complete in both languages, without scripts and without anything from elsewhere.
 * @param first the language that it shows until the reader chooses
 */
export function reportHtml(report: ImportReport, view: ReportView, first: Language): string {
  const title: Text = {
    en: `Import from ${report.crm}: ${report.source}`,
    es: `Importación de ${report.crm}: ${report.source}`,
  };
  const page = html`<!DOCTYPE html>
<html lang="${first}">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>${title[first]}</title>
<style>${{ html: style }}</style>
</head>
<body>
<fieldset class="languages">
<legend>Language · Idioma</legend>
${languages.map((language) => choice(language, first))}
</fieldset>
${languages.map((language) => article(report, view, voiceOf(language)))}
</body>
</html>
`;
  return page.html;
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

function choice(language: Language, first: Language): Markup {
  const state = language === first ? html` checked=""` : null;
  return html`<label lang="${language}"><input type="radio" name="language" id="${language}"${state}/><span>${languageNames[language]}</span></label>
`;
}

function article(report: ImportReport, view: ReportView, voice: Voice): Markup {
  return html`<article lang="${voice.language}">
${heading(report, view, voice)}
${figures(report, voice)}
${filesSection(report, voice)}
${logSection(report, view, voice)}
${questionsSection(report, voice)}
${checksSection(report, voice)}
${limitsSection(report, view, voice)}
${warningsSection(report, voice)}
${refusedSection(report, voice)}
${rowsSection(report, voice)}
${unreadSection(report, voice)}
<footer>${voice.say({
    en: `Made by Tacto from ${report.source}. Every row of the export is accounted for: read = in the log + refused + malformed + left out.`,
    es: `Hecho por Tacto a partir de ${report.source}. Se da cuenta de cada fila de la exportación: leídas = en el registro + rechazadas + mal formadas + omitidas.`,
  })}</footer>
</article>
`;
}

function heading(report: ImportReport, view: ReportView, { say, day }: Voice): Markup {
  const until = view.asOf === null ? '' : day(view.asOf, view.timezone);
  const known = until === '' ? '' : say({ en: `What was known on ${until}. `, es: `Lo que se sabía el ${until}. ` });
  return html`<header>
<p class="kicker">${say({ en: `Import from ${report.crm}`, es: `Importación de ${report.crm}` })}</p>
<h1>${report.source}</h1>
<p>${known}${say({
    en: 'What was read of the export, what is in the sales log now, and what to trust.',
    es: 'Qué se ha leído de la exportación, qué hay ahora en el registro de ventas y de qué fiarse.',
  })}</p>
</header>`;
}

function figures(report: ImportReport, voice: Voice): Markup {
  const { read, kept } = rowTotals(report);
  const { weakened, ruledOut } = affectedKpis(report.limits);
  const { questions } = faultsOf(report);
  const { rows: refused } = refusalsOf(report);
  const tiles: readonly (readonly [number, Text, Text, string, boolean])[] = [
    [read, { en: 'row read', es: 'fila leída' }, { en: 'rows read', es: 'filas leídas' }, 'files', false],
    [kept, { en: 'in the log', es: 'en el registro' }, { en: 'in the log', es: 'en el registro' }, 'log', false],
    [refused, { en: 'refused', es: 'rechazada' }, { en: 'refused', es: 'rechazadas' }, 'refused', true],
    [
      questions,
      { en: 'open question', es: 'pregunta abierta' },
      { en: 'open questions', es: 'preguntas abiertas' },
      'questions',
      true,
    ],
    [
      disagreements(report).length,
      { en: 'comparison that differs', es: 'comparación que no cuadra' },
      { en: 'comparisons that differ', es: 'comparaciones que no cuadran' },
      'checks',
      true,
    ],
    [
      weakened.length + ruledOut.length,
      { en: 'KPI affected', es: 'KPI afectado' },
      { en: 'KPIs affected', es: 'KPI afectados' },
      'limits',
      true,
    ],
  ];
  return html`<ul class="figures">
${tiles.map(
  ([
    n,
    one,
    more,
    section,
    asks,
  ]) => html`<li${asks && n > 0 ? html` class="asks"` : null}><a href="#${voice.id(section)}"><b>${voice.number(n)}</b><span>${voice.say(n === 1 ? one : more)}</span></a></li>
`,
)}</ul>`;
}
