import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { Dialog, Heading } from 'react-aria-components';
import { kpisQuery, rowsFile, rowsQuery } from '../../api/queries.ts';
import '../../i18n/relations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWriters } from '../../state/writers.ts';
import { PlainButton } from '../button/button.tsx';
import { TextInput } from '../field/text-input.tsx';
import { Fault } from '../state/fault.tsx';
import { Skeleton } from '../state/skeleton.tsx';
import { DataTable } from '../table/data-table.tsx';
import { useRecordReader } from '../records/record-table.tsx';
import type { FigureProps } from './figure.tsx';
import saveStyles from '../table/save-table.module.css';
import styles from './figure.module.css';

/** What a number is made of. */
export function FigureDialog({ kpi, value, of }: FigureProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { data: kpis = [] } = useQuery(kpisQuery);
  const counter = kpis.find((other) => other.kpi === kpi.counter);
  const { numerator, denominator, pending, interval, n } = value;
  const write = (number: number): string => writers.value(number, kpi.unit);
  return (
    <Dialog className={styles['dialog']!}>
      {({ close }) => (
        <>
          <div className={styles['head']}>
            <div>
              <Heading slot="title">{kpi.label}</Heading>
              <p className={styles['value']}>{writers.value(value.value, kpi.unit)}</p>
            </div>
            <PlainButton onPress={close}>{t('figure.close')}</PlainButton>
          </div>
          <p>
            {kpi.explanation} {kpi.better === null ? null : t(`figure.better.${kpi.better}`)}
          </p>
          {interval === null || interval === undefined || n === null || n === undefined ? null : (
            <p>
              {t('figure.interval', {
                low: write(interval[0]),
                high: write(interval[1]),
                n: writers.count(n),
              })}
            </p>
          )}
          <dl className={styles['facts']}>
            <dt>{t('figure.formula')}</dt>
            <dd>{kpi.formula}</dd>
            {numerator === null || numerator === undefined ? null : (
              <>
                <dt>{t('figure.numerator')}</dt>
                <dd>{writers.value(numerator, 'per')}</dd>
                <dt>{t('figure.denominator')}</dt>
                <dd>{writers.value(denominator ?? null, 'per')}</dd>
              </>
            )}
            {pending === null || pending === undefined ? null : (
              <>
                <dt>{t('figure.pending')}</dt>
                <dd>{writers.count(pending)}</dd>
              </>
            )}
            {counter === undefined ? null : (
              <>
                <dt>{t('figure.counter')}</dt>
                <dd>{counter.label}</dd>
              </>
            )}
          </dl>
          <Records {...{ kpi, value, of }} />
        </>
      )}
    </Dialog>
  );
}

/** How many records are drawn; all of them are in the files. */
const mostShown = 200;

function Records({ kpi, of }: FigureProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { data, error, isPending } = useQuery(rowsQuery(kpi.kpi, of));
  const { tableOf, textOf } = useRecordReader();
  const [wanted, setWanted] = useState('');
  const heading = useId();
  if (error !== null) return <Fault error={error} />;
  if (isPending) return <Skeleton height="12rem" />;
  const found = data.rows.filter((row) => matches(textOf(row), wanted));
  return (
    <section className={styles['records']} aria-labelledby={heading}>
      <h3 id={heading}>{t('figure.records')}</h3>
      {data.rows.length === 0 ? (
        <p>{t('figure.noRecords')}</p>
      ) : (
        <>
          <div className={styles['tools']}>
            <TextInput label={t('figure.filter')} value={wanted} onChange={setWanted} />
            <span role="status">
              {t('figure.shown', {
                shown: writers.count(Math.min(mostShown, found.length)),
                n: writers.count(data.total),
              })}
            </span>
            <span className={saveStyles['save']} data-print="no">
              {t('figure.files')}
              {(['csv', 'xlsx'] as const).map((format) => (
                <a key={format} className={saveStyles['format']} href={rowsFile(kpi.kpi, of, format)} download>
                  {format.toUpperCase()}
                </a>
              ))}
            </span>
          </div>
          <div className={styles['scroll']} tabIndex={0} role="region" aria-labelledby={heading}>
            <DataTable caption={t('figure.records')} {...tableOf(found.slice(0, mostShown))} />
          </div>
        </>
      )}
    </section>
  );
}

function matches(text: string, wanted: string): boolean {
  const plain = (own: string): string => own.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain(wanted).split(/\s+/);
  const all = plain(text);
  return words.every((word) => all.includes(word));
}
