import type { ReactNode } from 'react';

/** A column: its heading, and how its cells are laid out. */
export type Column = {
  readonly label: string;
  readonly isNumber?: boolean;
  /** A drawing: where rows are stacked it takes the whole width, without its heading. */
  readonly isDrawn?: boolean;
  /** Words of Tacto's own, which begin with a capital here. */
  readonly isTerm?: boolean;
  /** Words: where rows are stacked they take the whole width. */
  readonly isWide?: boolean;
};

/** A table: its columns, and rows of cells in their order. The first cell of a row is its heading. */
export type ChartTable = {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly ReactNode[])[];
};

/** A table with a caption that is read out, or shown. */
export function DataTable({
  caption,
  columns,
  rows,
  showsCaption = false,
}: ChartTable & { readonly caption: string; readonly showsCaption?: boolean }): ReactNode {
  return (
    <table>
      <caption className={showsCaption ? undefined : 'visually-hidden'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ label, isNumber = false }, i) => (
            <th key={i} scope="col" className={isNumber ? 'number' : undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, i) => {
              const column = columns[i];
              const className = column?.isNumber === true ? 'number' : column?.isTerm === true ? 'term' : undefined;
              return i === 0 ? (
                <th key={i} scope="row" className={className}>
                  {cell}
                </th>
              ) : (
                <td
                  key={i}
                  className={className}
                  data-label={column?.label}
                  data-drawn={column?.isDrawn}
                  data-wide={column?.isWide}
                  data-empty={cell === '' ? true : undefined}
                >
                  {cell}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
