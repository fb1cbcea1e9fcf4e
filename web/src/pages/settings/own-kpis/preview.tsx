import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { valueIn } from '../../../api/kpi.ts';
import { previewQuery } from '../../../api/own-kpis.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { FormFault } from '../../../parts/form/form-fault.tsx';
import { useWriters } from '../../../state/writers.ts';
import styles from './own-kpis.module.css';

type PreviewProps = {
  /** What the form says now; null: too little. */
  readonly definition: object | string | null;
  /** The id of the KPI that it takes the place of. */
  readonly id: string | null;
};

/** How long nobody must have typed before it is asked, in milliseconds. */
const pause = 350;

/** What a definition would mean and answer, while it is being made. */
export function Preview({ definition, id }: PreviewProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const asked = useSettled(definition === null ? null : JSON.stringify(definition));
  const { data, error, isFetching } = useQuery({
    ...previewQuery(asked === null ? {} : (JSON.parse(asked) as object), id),
    enabled: asked !== null,
    placeholderData: (before) => before,
  });
  if (asked === null) return <p className={styles['soft']}>{t('kpis.preview.first')}</p>;
  if (error !== null && !isFetching) return <FormFault error={error} />;
  if (data === undefined) return <p className={styles['soft']}>{t('state.loading')}</p>;
  const { meaning, answer } = data;
  const value = valueIn(answer.rows[0], meaning.kpi);
  const last = new Date(`${answer.period.to}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() - 1);
  return (
    <section className={styles['preview']} aria-label={t('kpis.preview')} aria-live="polite">
      <h2>{meaning.label}</h2>
      <p className={styles['value']}>{writers.value(value?.value ?? null, meaning.unit)}</p>
      <p className={styles['soft']}>
        {t('kpis.preview.period', {
          from: writers.day(answer.period.from),
          to: writers.day(last.toISOString().slice(0, 10)),
        })}
      </p>
      {value?.numerator === null || value?.numerator === undefined ? null : (
        <p className={styles['soft']}>
          {writers.value(value.numerator, 'per')} / {writers.value(value.denominator ?? null, 'per')}
        </p>
      )}
      <p className={styles['soft']}>{meaning.formula}</p>
    </section>
  );
}

/** A text once nobody has changed it for a while. */
function useSettled(text: string | null): string | null {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
