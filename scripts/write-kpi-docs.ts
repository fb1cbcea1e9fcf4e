import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language, Text } from '../src/domain/text.ts';
import { activityKpis } from '../src/kpi/catalogue/activity.ts';
import { conversionKpis } from '../src/kpi/catalogue/conversion.ts';
import { relationshipKpis } from '../src/kpi/catalogue/relationships.ts';
import { resultKpis } from '../src/kpi/catalogue/results.ts';
import { catalogue } from '../src/kpi/catalogue/index.ts';
import { defaultWorkspace } from '../src/domain/workspace.ts';
import { creditsOf } from '../src/kpi/credit.ts';
import { needsInWords, needsOf } from '../src/kpi/needs.ts';
import { thresholdInWords, thresholdsOf } from '../src/kpi/thresholds.ts';
import type { Kpi, Unit } from '../src/kpi/kpi.ts';
import { questions } from '../src/kpi/questions.ts';

// Writes docs/kpis.md and docs/kpis.es.md from the catalogue: `node scripts/write-kpi-docs.ts`.

/** The list of KPIs in each language, by its path from the root of the repository. */
export const kpiDocs = { 'docs/kpis.md': 'en', 'docs/kpis.es.md': 'es' } as const;

const families: readonly { readonly title: Text; readonly kpis: readonly Kpi[] }[] = [
  { title: { en: 'Activity', es: 'Actividad' }, kpis: activityKpis },
  { title: { en: 'Relationships', es: 'Relaciones' }, kpis: relationshipKpis },
  { title: { en: 'Conversion', es: 'Conversión' }, kpis: conversionKpis },
  { title: { en: 'Results', es: 'Resultados' }, kpis: resultKpis },
];

const opening: Text = {
  en: `# KPIs

What Tacto can tell of a team, with the words of the [glossary](glossary.md). \`tacto explain ID\` says the same of one KPI, and with
\`--data DIR\` also whether your log holds what it needs. En español: [kpis.es.md](kpis.es.md).

A **flow** counts what happened in the period. A **snapshot** shows the state at the end of the period. A **cohort** follows those who
entered in the period, counts those whose time is up, and says how many are pending. “Kept honest by” names the KPI that suffers when
only this one is chased. A “threshold” is given with the value that holds unless the log’s [settings](sales-log.md#settings) say otherwise.
“Needs” says what a log must hold: a table with a row, a column with a value, or one with that value.`,
  es: `# KPI

Lo que Tacto sabe decir de un equipo, con las palabras del [glosario](glossary.es.md). \`tacto explain ID\` dice lo mismo de un KPI y, con
\`--data DIR\`, si su registro tiene lo que hace falta. In English: [kpis.md](kpis.md).

Un **flujo** cuenta lo que ocurrió en el periodo. Una **foto** muestra el estado al final del periodo. Una **cohorte** sigue a quienes
entraron en el periodo, cuenta a los que ya cumplieron el plazo y dice cuántos quedan pendientes. «Lo equilibra» nombra el KPI que
empeora si solo se persigue este. Cada «umbral» lleva el valor que rige si los [ajustes](es/sales-log.md#ajustes) del registro no dicen otra
cosa. «Necesita» dice qué debe tener un registro: una tabla con alguna fila, una columna con algún valor o con ese valor.`,
};

const words = {
  questions: { en: 'By the manager’s question', es: 'Por la pregunta del responsable' },
  formula: { en: 'Formula', es: 'Fórmula' },
  credit: { en: 'Credited to', es: 'Se atribuye a' },
  counter: { en: 'Kept honest by', es: 'Lo equilibra' },
  by: { en: 'By', es: 'Por' },
  threshold: { en: 'Threshold', es: 'Umbral' },
  needs: { en: 'Needs', es: 'Necesita' },
} as const satisfies Readonly<Record<string, Text>>;

const kinds: Readonly<Record<Kpi['kind'], Text>> = {
  flow: { en: 'Flow', es: 'Flujo' },
  snapshot: { en: 'Snapshot', es: 'Foto' },
  cohort: { en: 'Cohort', es: 'Cohorte' },
};

const units: Readonly<Record<Unit, Text>> = {
  count: { en: 'a number', es: 'un número' },
  ratio: { en: '0 to 100 %', es: 'de 0 a 100 %' },
  scale: { en: '−3 to +3', es: 'de −3 a +3' },
  balance: { en: '−1 to +1', es: 'de −1 a +1' },
  money: { en: 'money', es: 'dinero' },
  days: { en: 'days', es: 'días' },
  hours: { en: 'hours', es: 'horas' },
  per: { en: 'a number for each, on average', es: 'un número por cada uno, de media' },
};

const directions: Readonly<Record<'higher' | 'lower' | 'none', Text>> = {
  higher: { en: 'higher is better', es: 'más es mejor' },
  lower: { en: 'lower is better', es: 'menos es mejor' },
  none: { en: 'neither more nor less is better in itself', es: 'ni más ni menos es mejor por sí mismo' },
};

/** The list of KPIs as Markdown. */
export function kpiDoc(language: Language): string {
  const say = (text: Text): string => text[language];
  const link = (id: string): string => `[\`${id}\`](#${id})`;
  const entry = (kpi: Kpi): string =>
    [
      `### <a id="${kpi.id}"></a>${say(kpi.label)} · \`${kpi.id}\``,
      say(kpi.explanation),
      [
        `- ${say(words.formula)}: ${say(kpi.formulaText)}`,
        `- ${say(kinds[kpi.kind])}; ${say(units[kpi.unit])}; ${say(directions[kpi.better ?? 'none'])}`,
        `- ${say(words.counter)}: ${link(kpi.counter)}`,
        `- ${say(words.credit)}: ${creditsOf(kpi).map(say).join('; ')}`,
        `- ${say(words.by)}: ${kpi.dimensions.join(', ')}`,
        ...thresholdsOf(kpi).map(
          (name) =>
            `- ${say(words.threshold)}: ${thresholdInWords(name, defaultWorkspace.thresholds, language)} (\`${name}\`)`,
        ),
        `- ${say(words.needs)}: ${say(needsInWords(needsOf(kpi).map((need) => need.replace(/[^ |+]+/g, '`$&`'))))}`,
      ].join('\n'),
    ].join('\n\n');
  const asked = questions.map((question) => {
    const ids = catalogue.filter((kpi) => kpi.answers.includes(question.id)).map((kpi) => link(kpi.id));
    return `- **${say(question.text)}** ${ids.join(', ')}`;
  });
  const sections = families.map(({ title, kpis }) => [`## ${say(title)}`, ...kpis.map(entry)].join('\n\n'));
  return `${[say(opening), `## ${say(words.questions)}`, asked.join('\n'), ...sections].join('\n\n')}\n`;
}

if (import.meta.main) {
  for (const [file, language] of Object.entries(kpiDocs)) {
    writeFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), kpiDoc(language));
  }
}
