import type { Text } from '../../domain/text.ts';
import type { MapSql } from './map-sql.ts';

/** A word of a column, how many rows have it, and what it was taken for; null: nothing. */
export type AskedWord = { readonly value: string; readonly records: number; readonly means: string | null };

/** A stage as the deals name it. */
export type AskedStage = { readonly id: string; readonly name: string; readonly kind: 'open' | 'won' | 'lost' };

/** How a doubt about a column of the log can be settled without writing SQL. */
export type Ask =
  | { readonly by: 'choice'; readonly choices: readonly { readonly text: Text; readonly sql: MapSql }[] }
  | {
      readonly by: 'words';
      /** What the words mean. */
      readonly list: 'channel' | 'outcome';
      /** The column that has them, as SQL writes it. */
      readonly of: string;
      readonly words: readonly AskedWord[];
    };

/** The same for a table whose lines are written: each choice with the line that it makes. */
export type WrittenAsk =
  | {
      readonly by: 'choice';
      readonly line: string;
      /** Whether the line says something now, which may be right. */
      readonly isSaid: boolean;
      readonly choices: readonly { readonly text: Text; readonly line: string }[];
    }
  | {
      readonly by: 'words';
      readonly line: string;
      readonly list: 'channel' | 'outcome';
      readonly of: string;
      /** The column of the log, and what stands behind it. */
      readonly as: string;
      readonly end: string;
      readonly words: readonly AskedWord[];
    }
  | {
      readonly by: 'stages';
      readonly stages: readonly AskedStage[];
      /** Where the map says which stages are closed, besides in their own file. */
      readonly closed: { readonly file: string; readonly list: string } | null;
    };
