import type { ReactNode } from 'react';

/** A table: its columns, and rows of cells in their order. The first cell of a row is its heading. */
export type ChartTable = {
  readonly columns: readonly { readonly label: string; readonly isNumber?: boolean }[];
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
          {columns.map(({ label, isNumber = false }) => (
            <th key={label} scope="col" className={isNumber ? 'number' : undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, i) => {
              const className = columns[i]?.isNumber === true ? 'number' : undefined;
              return i === 0 ? (
                <th key={i} scope="row" className={className}>
                  {cell}
                </th>
              ) : (
                <td key={i} className={className}>
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
