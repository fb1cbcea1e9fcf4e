import type { Text } from '../../domain/text.ts';
import { html, type Markup } from './markup.ts';
import type { CheckResult, ImportReport, LimitFound } from './model.ts';
import { columnTitle } from './names.ts';
import { disagreements, isNumeric, shortened, weightiestQuestions } from './summary.ts';
import { section, table } from './html-parts.ts';
import type { ReportView, Voice } from './voice.ts';

/** Longest value of the data that the page shows, in characters. */
const mostCharacters = 200;

/** What the data do not say and the settings may. */
export function questionsSection(report: ImportReport, voice: Voice): Markup {
  const { say, count } = voice;
  const title: Text = { en: 'Questions for you', es: 'Preguntas para usted' };
  const questions = weightiestQuestions(report);
  if (questions.length === 0) {
    const none = {
      en: 'None: the settings and the data answer everything.',
      es: 'Ninguna: los ajustes y los datos lo responden todo.',
    };
    return section(voice, 'questions', title, say(none), html``);
  }
  const items = questions.map(({ setting, value, records, question, meanwhile }) => {
    const hangs = count(records, { en: '{n} record', es: '{n} registro' }, { en: '{n} records', es: '{n} registros' });
    const key = value === null ? setting : `${setting}: ${shortened(value, mostCharacters)}`;
    return html`<li><h3>${shortened(say(question), 2 * mostCharacters)}</h3>
<p class="soft">${hangs} · ${say({ en: 'meanwhile', es: 'mientras tanto' })}: ${say(meanwhile)} · <code>${key}</code></p></li>
`;
  });
  const intro = {
    en: 'The data do not answer these, and nothing was guessed. Answer them in the settings file, under the name in the frame, and import again.',
    es: 'Los datos no las responden y no se ha adivinado nada. Respóndalas en el archivo de ajustes, bajo el nombre del recuadro, y vuelva a importar.',
  };
  return section(
    voice,
    'questions',
    title,
    say(intro),
    html`<ol class="list">
${items}</ol>`,
  );
}

/** Where the log and what the CRM says of itself do not agree. */
export function checksSection(report: ImportReport, voice: Voice): Markup {
  const { say, count } = voice;
  const found = disagreements(report);
  const agree = report.checks.length - found.length;
  const intro = count(
    agree,
    {
      en: 'The log was compared with what the export says of itself. {n} comparison agrees.',
      es: 'El registro se ha comparado con lo que la exportación dice de sí misma. Cuadra {n} comparación.',
    },
    {
      en: 'The log was compared with what the export says of itself. {n} comparisons agree.',
      es: 'El registro se ha comparado con lo que la exportación dice de sí misma. Cuadran {n} comparaciones.',
    },
  );
  const title: Text = { en: 'What does not add up', es: 'Qué no cuadra' };
  if (found.length === 0) {
    const all = say({ en: ' Nothing differs.', es: ' No hay diferencias.' });
    return section(voice, 'checks', title, intro + all, html``);
  }
  const items = found.map(
    (check) => html`<li class="long"><h3><span class="badge">${voice.number(check.found)}</span>${say(check.title)}</h3>
${examples(check, voice)}</li>
`,
  );
  return section(
    voice,
    'checks',
    title,
    intro,
    html`<ul class="list">
${items}</ul>`,
  );
}

function examples({ columns, examples: shown, rows }: CheckResult, { say, count }: Voice): Markup | null {
  if (shown.length === 0) return null;
  const more = rows - shown.length;
  const caption =
    more > 0
      ? count(
          more,
          { en: 'The first of them; {n} more is not shown', es: 'Los primeros; queda {n} sin mostrar' },
          { en: 'The first of them; {n} more are not shown', es: 'Los primeros; quedan {n} sin mostrar' },
        )
      : say({ en: 'All of them', es: 'Todos' });
  const cell = (value: string | null): string => (value === null ? '–' : shortened(value, mostCharacters));
  return table(
    caption,
    columns.map((column, i) => ({ title: say(columnTitle(column)), isNumber: isNumeric(shown, i) })),
    shown.map((row) => ({ cells: row.map(cell) })),
  );
}

/** What the export cannot tell, and which KPIs that touches. */
export function limitsSection({ limits }: ImportReport, { kpiLabels }: ReportView, voice: Voice): Markup {
  const { say } = voice;
  const title: Text = { en: 'What this export cannot tell', es: 'Qué no puede decir esta exportación' };
  if (limits.length === 0) {
    return section(
      voice,
      'limits',
      title,
      say({ en: 'Nothing is missing that the KPIs need.', es: 'No falta nada que necesiten los KPI.' }),
      html``,
    );
  }
  const named = (ids: readonly string[]): string =>
    ids.map((id) => (kpiLabels.has(id) ? say(kpiLabels.get(id)!) : id)).join(' · ');
  const group = (label: Text, ids: readonly string[]): Markup | null =>
    ids.length === 0 ? null : html`<dt>${say(label)}</dt><dd>${named(ids)}</dd>`;
  const item = ({ text, weakens, rulesOut }: LimitFound): Markup => html`<li><h3>${say(text)}</h3>
${
  weakens.length + rulesOut.length === 0
    ? null
    : html`<dl>${group({ en: 'No answer for', es: 'Sin respuesta para' }, rulesOut)}${group({ en: 'Less certain', es: 'Menos seguros' }, weakens)}</dl>`
}</li>
`;
  return section(
    voice,
    'limits',
    title,
    null,
    html`<ul class="list">
${limits.map(item)}</ul>`,
  );
}

/** What was read in another way than one may expect. */
export function warningsSection({ warnings }: ImportReport, voice: Voice): Markup | null {
  if (warnings.length === 0) return null;
  return section(
    voice,
    'warnings',
    { en: 'Worth knowing', es: 'Conviene saber' },
    null,
    html`<ul class="list">${warnings.map((warning) => html`<li>${shortened(voice.say(warning), 3 * mostCharacters)}</li>`)}</ul>`,
  );
}
