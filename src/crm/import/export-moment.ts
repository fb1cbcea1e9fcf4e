import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { Crm } from './definition.ts';

/** How far ahead of the present a record may be written, in hours: clocks differ, and zones that are not said. */
const ahead = 24;

/** Records that were written later than the present, by a slip in a year or a clock that is wrong. */
export type Late = {
  readonly records: number;
  /** Where the latest is: the place of its file among the tables of the source, its line, and when that says it was written, in UTC. */
  readonly file: number;
  readonly line: number;
  readonly moment: string;
  /** Whether no record was written before: then they are the export's "now" after all. */
  readonly isAll: boolean;
};

/**
 * Begins the schema `mapped` with the table `export_moment(moment)`: the export's "now", which is the latest moment at which any of its
 * records was written. Nothing is written in the future: what says so does not move it, or one slip would move every figure.
 * @returns the records that say so; null: there are none
 */
export async function createExportMoment(db: Database, crm: Crm, present: Temporal.Instant): Promise<Late | null> {
  await db.run(raw('CREATE SCHEMA mapped'));
  const stamps = stampsOf(crm);
  const limit = sql`${present.add({ hours: ahead }).round('second').toString().replace('Z', '')}::TIMESTAMP`;
  const usual = join(stamps.length === 0 ? [noStamp] : stamps.map(latestOf), ' UNION ALL ');
  await db.run(sql`CREATE TABLE mapped.export_moment AS SELECT max(moment) AS moment FROM (${usual})`);
  const { late } = await db.row<{ late: boolean | null }>(
    sql`SELECT moment > ${limit} AS late FROM mapped.export_moment`,
  );
  if (late !== true) return null;
  const each = join(
    stamps.map(({ object, text }) => sql`SELECT _file, _line, moment(${text}) AS moment FROM source.${name(object)}`),
    ' UNION ALL ',
  );
  const [latest] = await db.rows<Omit<Late, 'isAll'>>(sql`
    SELECT _file::DOUBLE AS file, _line::DOUBLE AS line, strftime(moment, '%Y-%m-%d %H:%M') AS moment, (count(*) OVER ())::DOUBLE AS records
    FROM (${each}) WHERE moment > ${limit} ORDER BY moment DESC, _file, _line LIMIT 1`);
  await db.run(
    sql`UPDATE mapped.export_moment SET moment = coalesce((SELECT max(moment) FROM (${each}) WHERE moment <= ${limit}), moment)`,
  );
  const { isAll } = await db.row<{ isAll: boolean }>(
    sql`SELECT moment > ${limit} AS "isAll" FROM mapped.export_moment`,
  );
  return { ...latest!, isAll };
}

type Stamp = { readonly object: string; readonly text: Sql };

const noStamp = raw('SELECT NULL::TIMESTAMP AS moment');

/** Of each object that says it, when a record was written. */
function stampsOf({ written = [] }: Crm): readonly Stamp[] {
  const fields = Map.groupBy(
    written.map((stamp) => stamp.split('.') as [object: string, field: string]),
    ([object]) => object,
  );
  return [...fields].map(([object, of]) => ({
    object,
    text: sql`coalesce(${join(of.map(([, field]) => name(field)))})`,
  }));
}

/** Texts such as `2024-03-01T10:00:00Z` sort as their moments do, and only the last of them is read. */
function latestOf({ object, text }: Stamp): Sql {
  const isUsual = raw("strlen(text) = 20 AND text LIKE '__________T________Z'");
  return sql`SELECT greatest(moment(max(CASE WHEN ${isUsual} THEN text END)), max(CASE WHEN ${isUsual} THEN NULL ELSE moment(text) END)) AS moment
    FROM (SELECT ${text} AS text FROM source.${name(object)})`;
}

/**
 * What the report says of records that were written later than the present.
 * @param isNow whether the log takes its "now" from the export
 */
export function lateWarning({ records, line, moment, isAll }: Late, file: string, isNow: boolean): Text[] {
  const at: Text = { en: `${file}, line ${line} (${moment} UTC)`, es: `${file}, línea ${line} (${moment} UTC)` };
  if (!isAll) {
    return [
      records === 1
        ? {
            en: `1 record says that it was written later than the present: ${at.en}. It does not move the log’s “now”. Correct it in the CRM; workspace.as_of in the settings names another “now”.`,
            es: `1 registro dice que se escribió después del presente: ${at.es}. No mueve el «ahora» del registro de ventas. Corríjalo en el CRM; workspace.as_of en los ajustes indica otro «ahora».`,
          }
        : {
            en: `${records} records say that they were written later than the present, the latest in ${at.en}. They do not move the log’s “now”. Correct them in the CRM; workspace.as_of in the settings names another “now”.`,
            es: `${records} registros dicen que se escribieron después del presente, el último en ${at.es}. No mueven el «ahora» del registro de ventas. Corríjalos en el CRM; workspace.as_of en los ajustes indica otro «ahora».`,
          },
    ];
  }
  if (!isNow) return [];
  return [
    {
      en: `All records say that they were written later than the present of this computer, the latest in ${at.en}: the log’s “now” is that. If it is wrong, set the clock right, or workspace.as_of in the settings.`,
      es: `Todos los registros dicen que se escribieron después del presente de este equipo, el último en ${at.es}: ese es el «ahora» del registro de ventas. Si no es correcto, ponga el reloj en hora o indique workspace.as_of en los ajustes.`,
    },
  ];
}
