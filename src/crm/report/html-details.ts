import { html, type Markup } from './markup.ts';
import type { ImportReport } from './model.ts';
import { tableTitles } from './names.ts';
import { refusalsOf, knownFiles, shortened, skippedRows } from './summary.ts';
import { type PageColumn, type PageRow, reasonList, section, table } from './html-parts.ts';
import type { Voice } from './voice.ts';

/** How many refused rows the page shows; a file beside the log has more. */
const mostRefused = 100;
const mostCharacters = 120;

/** The rows that are not in the log because of a fault. */
export function refusedSection(report: ImportReport, voice: Voice): Markup {
  const { say, count } = voice;
  const { rows: refusedRows, refusals: refused } = refusalsOf(report);
  const title = { en: 'Refused rows', es: 'Filas rechazadas' };
  if (refused === 0) return section(voice, 'refused', title, say({ en: 'None.', es: 'Ninguna.' }), html``);
  const shown = report.refused.slice(0, mostRefused);
  const more = refused - shown.length;
  const rest =
    more > 0
      ? count(
          more,
          {
            en: ' {n} more is in the list of rejects beside the log.',
            es: ' Hay {n} más en la lista de rechazos junto al registro.',
          },
          {
            en: ' {n} more are not shown; the list of rejects beside the log has the first 10,000.',
            es: ' Hay {n} más sin mostrar; la lista de rechazos junto al registro tiene las primeras 10.000.',
          },
        )
      : '';
  const intro = say({
    en: 'They break a rule of the sales log and are in no figure. Correct them in the CRM and import again.',
    es: 'Incumplen una regla del registro de ventas y no entran en ninguna cifra. Corríjalas en el CRM y vuelva a importar.',
  });
  const several =
    refused > refusedRows
      ? say({
          en: ' A row stands here once for each table that it was to serve.',
          es: ' Cada fila está aquí una vez por cada tabla a la que iba.',
        })
      : '';
  const columns: readonly PageColumn[] = [
    { title: say({ en: 'File', es: 'Archivo' }) },
    { title: say({ en: 'Line', es: 'Línea' }), isNumber: true },
    { title: say({ en: 'Table', es: 'Tabla' }) },
    { title: say({ en: 'Why', es: 'Por qué' }) },
  ];
  const rows = shown.map(({ file, line, table: of, reason }) => ({
    cells: [
      file ?? '–',
      line === null ? '–' : voice.number(line),
      of === null ? '–' : say(tableTitles[of]),
      shortened(say(reason), 2 * mostCharacters),
    ],
  }));
  const caption = say({
    en: 'Refused rows, in the order of the export',
    es: 'Filas rechazadas, en el orden de la exportación',
  });
  return section(voice, 'refused', title, intro + several + rest, table(caption, columns, rows));
}

/** Of each file and each table of the log that it fills: read = kept + rejected + skipped. */
export function rowsSection(report: ImportReport, voice: Voice): Markup | null {
  const { say, number } = voice;
  const rows = knownFiles(report).flatMap(({ file, targets }) =>
    targets.map(({ table: of, read, kept, rejected, skipped }): PageRow => {
      const left = skippedRows({ skipped });
      return {
        cells: [file, say(tableTitles[of]), ...[read, kept, rejected, left].map(number)],
        note: reasonList(skipped, voice),
      };
    }),
  );
  if (rows.length === 0) return null;
  const right = (title: string): PageColumn => ({ title, isNumber: true });
  return section(
    voice,
    'rows',
    { en: 'Every row, by table', es: 'Cada fila, por tabla' },
    say({
      en: 'One row of the export may serve several tables. In each of them: read = in the log + refused + left out.',
      es: 'Una fila de la exportación puede servir a varias tablas. En cada una: leídas = en el registro + rechazadas + omitidas.',
    }),
    table(
      say({
        en: 'From each file to each table of the sales log',
        es: 'De cada archivo a cada tabla del registro de ventas',
      }),
      [
        { title: say({ en: 'File', es: 'Archivo' }) },
        { title: say({ en: 'Table', es: 'Tabla' }) },
        right(say({ en: 'Read', es: 'Leídas' })),
        right(say({ en: 'In the log', es: 'En el registro' })),
        right(say({ en: 'Refused', es: 'Rechazadas' })),
        right(say({ en: 'Left out', es: 'Omitidas' })),
      ],
      rows,
    ),
  );
}

/** The columns of the export that nothing reads. */
export function unreadSection(report: ImportReport, voice: Voice): Markup | null {
  const files = knownFiles(report).filter(({ unread }) => unread.length > 0);
  if (files.length === 0) return null;
  return section(
    voice,
    'unread',
    { en: 'Columns that nothing reads', es: 'Columnas que no se leen' },
    null,
    html`<ul class="columns">${files.map(
      ({ file, unread }) =>
        html`<li><b>${file}</b> <span class="soft">${unread.map((column) => shortened(column, mostCharacters)).join(', ')}</span></li>`,
    )}</ul>`,
  );
}
