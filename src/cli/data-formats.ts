/** How the commands that answer with data can write it; `table` is for people. */
export const dataFormats = ['table', 'json', 'csv', 'parquet'] as const;
export type DataFormat = (typeof dataFormats)[number];
