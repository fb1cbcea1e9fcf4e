/** A value of a column, and the line on which its record starts. */
export type Example = { readonly value: string; readonly line: number };

/** A column that can be read in two ways throughout: the first such value, and how many there are. */
export type OpenColumn = {
  /** Its file and header, as a person names them. */
  readonly title: string;
  readonly of: 'dates' | 'numbers';
  readonly example: Example;
  readonly rows: number;
  /** Whether a first number beyond 12 shows that the month does not come first. */
  readonly notMonthFirst?: boolean;
};

/** A column whose own rows prove it to be written otherwise than the settings say; what they prove holds. */
export type ContraryColumn = {
  readonly title: string;
  readonly said: 'dmy' | 'mdy' | 'ymd' | ',' | '.';
  readonly proven: 'dmy' | 'mdy' | ',' | '.';
  readonly example: Example;
};

/** How a column is written, as its rows prove or else the settings say; or that nothing tells. */
export type Habit<H> = { readonly is: H; readonly contrary?: ContraryColumn } | { readonly open: OpenColumn };
