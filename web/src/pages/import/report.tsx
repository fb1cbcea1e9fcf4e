import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Report, TableChange } from '../../api/imports.ts';
import { kpisQuery } from '../../api/queries.ts';
import type { WordKey } from '../../i18n/all-words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { useWriters } from '../../state/writers.ts';
import { Card } from '../settings/parts/rows.tsx';
import styles from './import.module.css';

type ReportProps = { readonly report: Report; readonly changes: readonly TableChange[] | null };

/** What was read, kept, refused and left out, and which figures it makes less certain. */
export function ReportParts({ report, changes }: ReportProps): ReactNode {
  return (
    <>
      {changes === null ? null : <Changes changes={changes} />}
      <Files report={report} />
      <Refused report={report} />
      <Limits report={report} />
      <Warnings report={report} />
    </>
  );
}

const tableWord = (table: string): WordKey => `table.${table}` as WordKey;

function Changes({ changes }: { readonly changes: readonly TableChange[] }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const shown = changes.filter(({ before, added }) => before + added > 0);
  return (
    <Card title={t('import.changes')} about={t('import.changes.about')}>
      <ScrollTable
        caption={t('import.changes')}
        columns={[
          { label: t('import.table') },
          { label: t('import.had'), isNumber: true },
          { label: t('import.added'), isNumber: true },
          { label: t('import.changed'), isNumber: true },
          { label: t('import.removed'), isNumber: true },
        ]}
        rows={shown.map(({ table, before, added, changed, gone, carried }) => [
          carried && gone === 0 ? t('import.stays', { table: t(tableWord(table)) }) : t(tableWord(table)),
          writers.count(before),
          writers.count(added),
          writers.count(changed),
          writers.count(gone),
        ])}
      />
    </Card>
  );
}

function Files({ report: { files, tables } }: { readonly report: Report }): ReactNode {
  const { t, say } = useWords();
  const writers = useWriters();
  const left = files.flatMap(({ file, skipped }) => skipped.map((each) => ({ file, ...each })));
  return (
    <Card title={t('import.what')}>
      <ScrollTable
        caption={t('import.what')}
        columns={[
          { label: t('import.file') },
          { label: t('import.holds') },
          { label: t('import.read.rows'), isNumber: true },
          { label: t('import.kept'), isNumber: true },
          { label: t('import.refused'), isNumber: true },
          { label: t('import.left'), isNumber: true },
        ]}
        rows={files.map(({ file, object, rows, kept, rejected, malformed, skipped }) => [
          file,
          object === null ? t('import.holds.nothing') : nameOf(object, t),
          writers.count(rows),
          writers.count(kept),
          writers.count(rejected + malformed),
          writers.count(skipped.reduce((sum, each) => sum + each.rows, 0)),
        ])}
      />
      {left.length === 0 ? null : (
        <details className={styles['more']}>
          <summary>{t('import.left.why')}</summary>
          <ul>
            {left.map(({ file, reason, rows }, i) => (
              <li key={`${file}${i}`}>
                {file}: {writers.count(rows)} · {say(reason)}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p>
        {t('import.holds.log')}{' '}
        {tables
          .filter(({ rows }) => rows > 0)
          .map(({ table, rows }) => `${t(tableWord(table))} ${writers.count(rows)}`)
          .join(' · ')}
      </p>
    </Card>
  );
}

/** A table of the log by its name in words; an object of a CRM as its vendor calls it. */
function nameOf(object: string, t: (key: WordKey) => string): string {
  const word = tableWord(object);
  const said = t(word);
  return said === word ? object : said;
}

/** Refused rows that are shown; the page of the report has more. */
const mostShown = 20;

function Refused({ report: { refused } }: { readonly report: Report }): ReactNode {
  const { t, say } = useWords();
  if (refused.length === 0) return null;
  return (
    <Card title={t('import.refused.title')} about={t('import.refused.about')}>
      <ScrollTable
        caption={t('import.refused.title')}
        columns={[{ label: t('import.where') }, { label: t('import.value') }, { label: t('import.why') }]}
        rows={refused
          .slice(0, mostShown)
          .map(({ file, line, column, value, reason }) => [
            [file, line === null ? null : t('import.line', { line }), column]
              .filter((part) => part !== null)
              .join(' · '),
            value ?? '–',
            say(reason),
          ])}
      />
    </Card>
  );
}

function Limits({ report: { limits, checks } }: { readonly report: Report }): ReactNode {
  const { t, say } = useWords();
  const writers = useWriters();
  const { data: kpis = [] } = useQuery(kpisQuery);
  const named = (ids: readonly string[]): string =>
    ids.map((id) => kpis.find(({ kpi }) => kpi === id)?.label ?? id).join(', ');
  const found = checks.filter((check) => check.found > 0);
  if (limits.length === 0 && found.length === 0) return null;
  return (
    <Card title={t('import.trust')} about={t('import.trust.about')}>
      <ul className={styles['list']}>
        {found.map(({ id, title, found: rows }) => (
          <li key={id}>
            {say(title)}: {writers.count(rows)}
          </li>
        ))}
        {limits.map(({ text, weakens, rulesOut }) => (
          <li key={text.en}>
            {say(text)}
            {rulesOut.length === 0 ? null : (
              <span className={styles['soft']}>{t('import.rulesOut', { kpis: named(rulesOut) })}</span>
            )}
            {weakens.length === 0 ? null : (
              <span className={styles['soft']}>{t('import.weakens', { kpis: named(weakens) })}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Warnings({ report: { warnings } }: { readonly report: Report }): ReactNode {
  const { t, say } = useWords();
  if (warnings.length === 0) return null;
  return (
    <Card title={t('import.warnings')}>
      <ul className={styles['list']}>
        {warnings.map((warning) => (
          <li key={warning.en}>{say(warning)}</li>
        ))}
      </ul>
    </Card>
  );
}
