import type { Text } from '../../domain/text.ts';
import { html, type Markup } from './markup.ts';
import type { Skipped } from './model.ts';
import type { Voice } from './voice.ts';

/** A part of the page under a heading. */
export function section(voice: Voice, id: string, title: Text, intro: string | null, body: Markup): Markup {
  return html`<section id="${voice.id(id)}">
<h2>${voice.say(title)}</h2>
${intro === null ? null : html`<p>${intro}</p>`}
${body}
</section>
`;
}

/** A column of a table; numbers stand to the right, and days on one line. */
export type PageColumn = { readonly title: string; readonly isNumber?: boolean; readonly isDay?: boolean };

/** A row of a table: a cell for each column, the first being its heading with a word below it; and what is said under the row. */
export type PageRow = {
  readonly cells: readonly string[];
  readonly below?: string | null;
  readonly note?: Markup | null;
};

/**
 * A table. On a phone each row becomes a block with the columns' titles at its cells, so the roles that a table has by itself are
 * written out: a browser drops them with the layout.
 */
export function table(caption: string, columns: readonly PageColumn[], rows: readonly PageRow[]): Markup {
  return html`<table role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(
    (column) => html`<th role="columnheader" scope="col"${classOf(column)}>${column.title}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => rowOf(row, columns))}</tbody>
</table>`;
}

function rowOf(
  { cells: [heading = '', ...cells], below = null, note = null }: PageRow,
  columns: readonly PageColumn[],
): Markup {
  const more = below === null ? null : html`<small>${below}</small>`;
  const under =
    note === null
      ? null
      : html`<tr role="row" class="why"><td role="cell" colspan="${columns.length}">${note}</td></tr>
`;
  return html`<tr role="row"><th role="rowheader" scope="row">${heading}${more}</th>${cells.map((cell, i) => {
    const column = columns[i + 1]!;
    return html`<td role="cell" data-title="${column.title}"${classOf(column)}>${cell}</td>`;
  })}</tr>
${under}`;
}

function classOf({ isNumber = false, isDay = false }: PageColumn): Markup | null {
  if (isNumber) return html` class="n"`;
  return isDay ? html` class="day"` : null;
}

/** Why rows were left out, each with its count. */
export function reasonList(skipped: readonly Skipped[], { say, number }: Voice): Markup | null {
  if (skipped.length === 0) return null;
  return html`<ul>${skipped.map(({ reason, rows }) => html`<li><b>${number(rows)}</b> <span>${say(reason)}</span></li>`)}</ul>`;
}
