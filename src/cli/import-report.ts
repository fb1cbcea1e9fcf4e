import { countText } from '../domain/numbers.ts';
import type { ImportReport } from '../crm/report/model.ts';
import { columnTitle } from '../crm/report/names.ts';
import {
  disagreements,
  refusalsOf,
  filesLeftAside,
  isNumeric,
  isUnchanged,
  knownFiles,
  rowTotals,
  shortened,
  skippedRows,
  spanDay,
  weightiestQuestions,
} from '../crm/report/summary.ts';
import type { ReportView } from '../crm/report/voice.ts';
import type { Text } from '../domain/text.ts';
import type { CliContext } from './context.ts';
import { counted } from '../kpi/counts.ts';
import { printable, printableLines, renderTable, type TableColumn, wrap } from './table.ts';

/** How many of each the terminal shows; the page has all of them. */
const most = { files: 12, questions: 8, examples: 3, refused: 5 } as const;
const mostColumns = 100;
/** Longest value of the data that is shown, in characters. */
const mostCharacters = 60;

/** What an import has to say, in the order in which a manager asks: read, held, changed, to be answered, to be trusted. */
export function importReportText(context: CliContext, report: ImportReport, view: ReportView): string {
  const narrow: Page = { ...context, width: Math.min(context.width, mostColumns), view, report };
  const sections = [
    title(narrow),
    filesText(narrow),
    asideText(narrow),
    logText(narrow),
    refusedText(narrow),
    questionsText(narrow),
    checksText(narrow),
    limitsText(narrow),
    warningsText(narrow),
  ];
  return printableLines(sections.filter((section) => section !== '').join('\n\n'));
}

type Page = CliContext & { readonly report: ImportReport; readonly view: ReportView };

/** A title that stays on one line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00A0');
const right = (text: string): TableColumn => ({ title: text, align: 'right' });

function title({ report, say, width }: Page): string {
  const { read, kept } = rowTotals(report);
  const rows = say(
    counted(read, { en: '{n} row read', es: '{n} fila leída' }, { en: '{n} rows read', es: '{n} filas leídas' }),
  );
  const inLog = say(
    counted(
      kept,
      { en: '{n} is in the log', es: '{n} está en el registro' },
      { en: '{n} are in the log', es: '{n} están en el registro' },
    ),
  );
  return hanging(`${report.crm} · ${report.source} · ${rows}, ${inLog}`, width).join('\n');
}

function filesText({ report, say, language, width }: Page): string {
  const hasMalformed = rowTotals(report).malformed > 0;
  const number = (n: number): string => countText(language, n);
  const columns = [
    { title: say({ en: 'file', es: 'archivo' }) },
    { title: say({ en: 'object', es: 'objeto' }) },
    right(say({ en: 'rows', es: 'filas' })),
    right(unbroken(say({ en: 'in the log', es: 'guardadas' }))),
    right(say({ en: 'refused', es: 'rechazadas' })),
    ...(hasMalformed ? [right(say({ en: 'malformed', es: 'mal formadas' }))] : []),
    right(unbroken(say({ en: 'left out', es: 'omitidas' }))),
  ];
  const rows = knownFiles(report).flatMap((file) => [
    [
      file.file,
      file.object ?? '',
      ...[file.rows, file.kept, file.rejected, ...(hasMalformed ? [file.malformed] : []), skippedRows(file)].map(
        number,
      ),
    ],
    ...file.skipped.flatMap(({ reason, rows: n }) =>
      indented(`${number(n)} ${say(reason)}`, 4, width).map((line) => [line]),
    ),
  ]);
  return renderTable(columns, rows, width);
}

function asideText({ report, say, language, width }: Page): string {
  const lines = filesLeftAside(report).flatMap(({ reason, files }) => {
    const named = files
      .slice(0, most.files)
      .map(({ file, rows }) =>
        rows === 0
          ? file
          : `${file} (${say(counted(rows, { en: '{n} row', es: '{n} fila' }, { en: '{n} rows', es: '{n} filas' }))})`,
      );
    const more = files.length - most.files;
    const rest =
      more > 0 ? say({ en: ` and ${countText(language, more)} more`, es: ` y ${countText(language, more)} más` }) : '';
    return hanging(`${say({ en: 'Not used', es: 'Sin usar' })}, ${say(reason)}: ${named.join(', ')}${rest}`, width);
  });
  return lines.join('\n');
}

function logText({ report, view, say, language, width }: Page): string {
  const { changes } = report;
  const number = (n: number): string => countText(language, n);
  const of = (table: string) => changes?.find((change) => change.table === table);
  const shown = report.tables.filter(({ table, rows }) => rows > 0 || of(table) !== undefined);
  const columns = [
    { title: say({ en: 'table', es: 'tabla' }) },
    right(say({ en: 'rows', es: 'filas' })),
    ...(changes === null
      ? []
      : [
          right(say({ en: 'new', es: 'nuevas' })),
          right(say({ en: 'changed', es: 'cambiadas' })),
          right(say({ en: 'gone', es: 'desaparecidas' })),
        ]),
    { title: say({ en: 'from', es: 'desde' }) },
    { title: say({ en: 'to', es: 'hasta' }) },
  ];
  const rows = shown.map(({ table, rows: n, first, last }) => {
    const change = of(table);
    const differences = changes === null ? [] : [change?.added ?? 0, change?.changed ?? 0, change?.gone ?? 0];
    return [
      table,
      ...[n, ...differences].map(number),
      spanDay(table, first, view.timezone),
      spanDay(table, last, view.timezone),
    ];
  });
  const heading = say({ en: 'The sales log now', es: 'El registro de ventas ahora' });
  const carried = (changes ?? []).filter((change) => change.carried).map(({ table }) => table);
  return [
    changes !== null && isUnchanged(changes)
      ? say({
          en: `${heading}: nothing has changed since the import before`,
          es: `${heading}: nada ha cambiado desde la importación anterior`,
        })
      : heading,
    renderTable(columns, rows, width),
    ...(carried.length === 0
      ? []
      : hanging(
          say({
            en: `Kept from before, for this export has none of it: ${carried.join(', ')}`,
            es: `Se conserva de antes, porque no está en esta exportación: ${carried.join(', ')}`,
          }),
          width,
        )),
  ].join('\n');
}

function refusedText({ report, say, language, width }: Page): string {
  const { rows, refusals: refused } = refusalsOf(report);
  if (refused === 0) return '';
  const several: Text =
    refused > rows
      ? {
          en: '; here once for each table that a row was to serve',
          es: '; aquí, una vez por cada tabla a la que iba la fila',
        }
      : { en: '', es: '' };
  const shown = report.refused.slice(0, most.refused);
  const lines = shown.flatMap(({ file, line, table, reason }) => {
    const where = file ?? table;
    const place = line === null ? where : `${where}, ${say({ en: 'line', es: 'línea' })} ${line}`;
    const told = `${place === null ? '' : `${place}: `}${shortened(say(reason), 3 * mostCharacters)}`;
    return hanging(`  ${told}`, width, 4);
  });
  return [
    say({
      en: `Refused rows (${countText(language, rows)}), in no figure${several.en}`,
      es: `Filas rechazadas (${countText(language, rows)}), fuera de toda cifra${several.es}`,
    }),
    ...lines,
    ...moreLine(refused - shown.length, say),
  ].join('\n');
}

function questionsText({ report, say, language, width }: Page): string {
  const questions = weightiestQuestions(report);
  if (questions.length === 0) return '';
  const shown = questions.slice(0, most.questions);
  const lines = shown.flatMap(({ setting, value, records, question, meanwhile }) => {
    const hangs = say(
      counted(records, { en: '{n} record', es: '{n} registro' }, { en: '{n} records', es: '{n} registros' }),
    );
    const key = value === null ? setting : `${setting}: ${shortened(value, mostCharacters)}`;
    return [
      ...hanging(`  ${key} · ${hangs}`, width, 4),
      ...indented(shortened(say(question), 3 * mostCharacters), 4, width),
      ...indented(`${say({ en: 'Meanwhile', es: 'Mientras tanto' })}: ${say(meanwhile)}`, 4, width),
    ];
  });
  const heading: Text = {
    en: `Questions (${countText(language, questions.length)}): answer them in the settings file`,
    es: `Preguntas (${countText(language, questions.length)}): respóndalas en el archivo de ajustes`,
  };
  return [say(heading), ...lines, ...moreLine(questions.length - shown.length, say)].join('\n');
}

function checksText({ report, say, language, width }: Page): string {
  const found = disagreements(report);
  const agree = report.checks.length - found.length;
  const fine = say(
    counted(
      agree,
      { en: '{n} comparison agrees', es: 'cuadra {n} comparación' },
      { en: '{n} comparisons agree', es: 'cuadran {n} comparaciones' },
    ),
  );
  const heading = say({
    en: 'Against what the export says of itself',
    es: 'Frente a lo que la exportación dice de sí misma',
  });
  const lines = found.flatMap(({ title: text, found: records, rows, columns, examples }) => {
    const shown = examples.slice(0, most.examples);
    const cells = shown.map((row) => row.map((value) => (value === null ? '–' : shortened(value, mostCharacters))));
    const table =
      columns.length === 0 || cells.length === 0
        ? []
        : renderTable(
            columns.map((column, i) => ({
              title: say(columnTitle(column)),
              align: isNumeric(examples, i) ? 'right' : 'left',
            })),
            cells,
            width - 4,
          )
            .split('\n')
            .map((line) => `    ${line}`);
    return [
      ...hanging(`  ${countText(language, records)} · ${say(text)}`, width, 4),
      ...table,
      ...moreLine(rows - shown.length, say).map((line) => `  ${line}`),
    ];
  });
  return [`${heading}: ${fine}`, ...lines].join('\n');
}

function limitsText({ report, view, say, width }: Page): string {
  const { limits } = report;
  if (limits.length === 0) return '';
  const named = (ids: readonly string[]): string =>
    ids.map((id) => (view.kpiLabels.has(id) ? say(view.kpiLabels.get(id)!) : id)).join(', ');
  const group = (label: Text, ids: readonly string[]): string[] =>
    ids.length === 0 ? [] : hanging(`    ${say(label)}: ${named(ids)}`, width, 6);
  return [
    say({ en: 'What this export cannot tell', es: 'Qué no puede decir esta exportación' }),
    ...limits.flatMap(({ text, weakens, rulesOut }) => [
      ...hanging(`  ${say(text)}`, width, 2),
      ...group({ en: 'No answer for', es: 'Sin respuesta para' }, rulesOut),
      ...group({ en: 'Less certain', es: 'Menos seguros' }, weakens),
    ]),
  ].join('\n');
}

function warningsText({ report, say, width }: Page): string {
  return report.warnings.flatMap((warning) => hanging(`! ${say(warning)}`, width)).join('\n');
}

function moreLine(more: number, say: CliContext['say']): string[] {
  return more > 0
    ? [
        `  ${say(counted(more, { en: '… and {n} more', es: '… y {n} más' }, { en: '… and {n} more', es: '… y {n} más' }))}`,
      ]
    : [];
}

/** A text in lines that all begin so many columns in. */
function indented(text: string, columns: number, width: number): string[] {
  return wrap(printable(text), width - columns).map((line) => ' '.repeat(columns) + line);
}

/** A text whose lines after the first begin further in. What it begins with stays. */
function hanging(text: string, width: number, columns = 2): string[] {
  const start = /^ */.exec(text)![0];
  const [first = '', ...others] = wrap(printable(text.slice(start.length)), width - Math.max(columns, start.length));
  return [start + first, ...others.map((line) => ' '.repeat(columns) + line)];
}
