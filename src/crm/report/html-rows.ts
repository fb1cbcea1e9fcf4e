import type { FileAccount, ImportReport, LogTable, TableChange } from './model.ts';
import { html, type Markup } from './markup.ts';
import { tableTitles } from './names.ts';
import { filesLeftAside, isUnchanged, knownFiles, rowTotals, skippedRows, spanDay } from './summary.ts';
import { type PageColumn, type PageRow, reasonList, section, table } from './html-parts.ts';
import type { ReportView, Voice } from './voice.ts';

/** How many names of files the page lists that nothing came from, of each reason. */
const mostAside = 40;

/** What was read: of each file how many rows, where they went, and why others were left out. */
export function filesSection(report: ImportReport, voice: Voice): Markup {
  const { say } = voice;
  const hasMalformed = rowTotals(report).malformed > 0;
  const right = (title: string): PageColumn => ({ title, isNumber: true });
  const columns: readonly PageColumn[] = [
    { title: say({ en: 'File', es: 'Archivo' }) },
    right(say({ en: 'Rows', es: 'Filas' })),
    right(say({ en: 'In the log', es: 'En el registro' })),
    right(say({ en: 'Refused', es: 'Rechazadas' })),
    ...(hasMalformed ? [right(say({ en: 'Malformed', es: 'Mal formadas' }))] : []),
    right(say({ en: 'Left out', es: 'Omitidas' })),
  ];
  const rows = knownFiles(report).map((file) => fileRow(file, hasMalformed, voice));
  return section(
    voice,
    'files',
    { en: 'What was read', es: 'Qué se ha leído' },
    null,
    html`${table(
      say({
        en: 'Rows of each file: those in the log, those refused for a fault, and those left out on purpose',
        es: 'Filas de cada archivo: las que están en el registro, las rechazadas por un fallo y las omitidas a propósito',
      }),
      columns,
      rows,
    )}${asideList(report, voice)}`,
  );
}

function fileRow(file: FileAccount, hasMalformed: boolean, voice: Voice): PageRow {
  const left = skippedRows(file);
  const counts = [file.rows, file.kept, file.rejected, ...(hasMalformed ? [file.malformed] : []), left];
  const isNamed = (file.object ?? '').toLowerCase() === file.file.toLowerCase().replace(/\.[^.]*$/, '');
  return {
    cells: [file.file, ...counts.map(voice.number)],
    below: isNamed ? null : file.object,
    note: left === 0 ? null : reasonList(file.skipped, voice),
  };
}

function asideList(report: ImportReport, voice: Voice): Markup | null {
  const groups = filesLeftAside(report);
  if (groups.length === 0) return null;
  const named = ({ file, rows }: { readonly file: string; readonly rows: number }): string =>
    rows === 0
      ? file
      : `${file} (${voice.count(rows, { en: '{n} row', es: '{n} fila' }, { en: '{n} rows', es: '{n} filas' })})`;
  return html`<ul class="columns">${groups.map(({ reason, files }) => {
    const more = files.length - mostAside;
    const names = files.slice(0, mostAside).map(named).join(', ');
    const rest =
      more > 0
        ? voice.count(more, { en: ' and {n} more', es: ' y {n} más' }, { en: ' and {n} more', es: ' y {n} más' })
        : '';
    return html`<li><span class="soft">${voice.say({ en: 'Not used, ', es: 'Sin usar, ' })}${voice.say(reason)}:</span> ${names}${rest}</li>`;
  })}</ul>`;
}

/** What the log holds now, and how that differs from before. */
export function logSection(report: ImportReport, view: ReportView, voice: Voice): Markup {
  const { say } = voice;
  const right = (title: string): PageColumn => ({ title, isNumber: true });
  const { changes } = report;
  const columns: readonly PageColumn[] = [
    { title: say({ en: 'Table', es: 'Tabla' }) },
    right(say({ en: 'Rows', es: 'Filas' })),
    ...(changes === null
      ? []
      : [
          right(say({ en: 'New', es: 'Nuevas' })),
          right(say({ en: 'Changed', es: 'Cambiadas' })),
          right(say({ en: 'Gone', es: 'Desaparecidas' })),
        ]),
    { title: say({ en: 'From', es: 'Desde' }), isDay: true },
    { title: say({ en: 'To', es: 'Hasta' }), isDay: true },
  ];
  const shown = report.tables.filter(
    ({ table: name, rows }) => rows > 0 || changes?.some((change) => change.table === name) === true,
  );
  const rows = shown.map((row) =>
    logRow(
      row,
      changes?.find((change) => change.table === row.table),
      changes !== null,
      view,
      voice,
    ),
  );
  return section(
    voice,
    'log',
    { en: 'What the sales log holds now', es: 'Qué contiene ahora el registro de ventas' },
    logIntro(changes, voice),
    table(
      changes === null
        ? say({
            en: 'Tables of the sales log, and the days they cover',
            es: 'Tablas del registro de ventas y días que abarcan',
          })
        : say({
            en: 'Tables of the sales log, what changed in them since the import before, and the days they cover',
            es: 'Tablas del registro de ventas, qué ha cambiado en ellas desde la importación anterior y días que abarcan',
          }),
      columns,
      rows,
    ),
  );
}

function logIntro(changes: readonly TableChange[] | null, { say }: Voice): string | null {
  if (changes === null) return null;
  return isUnchanged(changes)
    ? say({ en: 'Nothing has changed since the import before.', es: 'Nada ha cambiado desde la importación anterior.' })
    : say({
        en: 'This import brought an earlier one up to date.',
        es: 'Esta importación ha puesto al día una anterior.',
      });
}

function logRow(
  { table: name, rows, first, last }: LogTable,
  change: TableChange | undefined,
  isUpdate: boolean,
  { timezone }: ReportView,
  { say, number }: Voice,
): PageRow {
  const differences = isUpdate ? [change?.added ?? 0, change?.changed ?? 0, change?.gone ?? 0] : [];
  const counts = [rows, ...differences].map(number);
  return {
    cells: [say(tableTitles[name]), ...counts, spanDay(name, first, timezone), spanDay(name, last, timezone)],
    below:
      change?.carried === true
        ? say({ en: 'kept: this export has none', es: 'se conserva: no está en esta exportación' })
        : null,
  };
}
