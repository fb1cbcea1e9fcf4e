import type { Database } from '../duckdb/database.ts';
import { literal, raw, sql } from '../duckdb/sql.ts';
import { csvPatterns } from './csv-patterns.ts';

/**
 * Joins the lines of records that hold line ends in quotes: from the temporary table `line` makes `placed(line, text)` in order,
 * `line` being a record's first, blank lines between records left out.
 *
 * Each line maps the state before it (inside quotes or not) to the state after it. Lines without quotes keep it, so that only those
 * with quotes are looked at, and composing such maps is a running sum: the state after a line is that of the last line that sets
 * it whatever was before, turned over by each line since that turns it over. A line that cannot follow an open quote is read
 * as if none were open: then the quote before it was a stray one, and only its own line is malformed.
 */
export async function joinQuotedLines(db: Database, delimiter: string): Promise<void> {
  const { opens, stays, closes, reopens } = csvPatterns(delimiter);
  // Only an odd number of quotes can open from outside or close for good; only an even one can stay or reopen.
  await db.run(sql`CREATE TEMP TABLE quoted AS
    SELECT line, odd AND regexp_full_match(text, ${literal(opens)}) AS opens,
      NOT odd AND regexp_full_match(text, ${literal(stays)}) AS stays,
      odd AND regexp_full_match(text, ${literal(closes)}) AS closes,
      NOT odd AND regexp_full_match(text, ${literal(reopens)}) AS reopens
    FROM (SELECT rowid + 1 AS line, text, (strlen(text) - strlen(replace(text, '"', ''))) % 2 = 1 AS odd FROM line WHERE contains(text, '"'))`);
  await db.run(sql`CREATE TEMP TABLE segment AS
    WITH map AS (
      SELECT *, opens AS from_outside, CASE WHEN stays OR reopens THEN true WHEN closes THEN false ELSE opens END AS from_inside FROM quoted
    ), turning AS (
      SELECT *, sum((from_outside AND NOT from_inside)::INTEGER) OVER (ORDER BY line) AS turns FROM map
    ), setting AS (
      SELECT *, last_value(CASE WHEN from_outside = from_inside THEN from_outside END IGNORE NULLS) OVER before AS set_to,
        last_value(CASE WHEN from_outside = from_inside THEN turns END IGNORE NULLS) OVER before AS turns_then
      FROM turning WINDOW before AS (ORDER BY line)
    ), state AS (
      SELECT *, coalesce(set_to, false) <> ((turns - coalesce(turns_then, 0)) % 2 = 1) AS inside FROM setting
    ), event AS (
      SELECT line, inside, closes OR reopens AS ends FROM state WHERE NOT (stays AND inside)
    )
    SELECT line AS first, lead(line) OVER w AS last FROM event
    WINDOW w AS (ORDER BY line) QUALIFY inside AND lead(ends) OVER w`);
  await db.run(sql`CREATE TEMP TABLE span AS
    WITH chained AS (SELECT *, first IS DISTINCT FROM lag(last) OVER (ORDER BY first) AS starts FROM segment),
    numbered AS (SELECT *, sum(starts::INTEGER) OVER (ORDER BY first) AS chain FROM chained)
    SELECT min(first) AS first, max(last) AS last FROM numbered GROUP BY chain`);
  await db.run(sql`CREATE TEMP TABLE part AS SELECT unnest(generate_series(first, last)) AS line, first FROM span`);
  await db.run(sql`CREATE TEMP TABLE placed AS
    WITH text_of AS (SELECT rowid + 1 AS line, text FROM line)
    SELECT * FROM (
      SELECT t.line, t.text FROM text_of t ANTI JOIN part USING (line) WHERE t.text IS NOT NULL
      UNION ALL
      SELECT p.first, string_agg(coalesce(t.text, ''), chr(10) ORDER BY p.line) FROM text_of t JOIN part p USING (line) GROUP BY p.first
    ) ORDER BY line`);
  await db.run(raw('DROP TABLE quoted; DROP TABLE segment; DROP TABLE span; DROP TABLE part'));
}
