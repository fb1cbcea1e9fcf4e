import type { ReactNode } from 'react';
import type { Look } from '../../api/ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import styles from './questions.module.css';

const crms = ['salesforce', 'hubspot', 'pipedrive'] as const;

/** What the log lacks for the looks, each thing once, and how it is got: the habit, and where the CRMs have it. */
export function Missing({ looks }: { readonly looks: readonly Look[] }): ReactNode {
  const { t } = useWords();
  const things = [...new Map(looks.flatMap(({ capture }) => capture).map((thing) => [thing.name, thing])).values()];
  if (things.length === 0) return <p>{t('questions.nothingMissing')}</p>;
  return (
    <ScrollTable
      caption={t('questions.step.3')}
      columns={[
        { label: t('questions.thing') },
        { label: t('questions.how'), isWide: true },
        ...crms.map((crm) => ({ label: t(`questions.crm.${crm}`) })),
      ]}
      rows={things.map(({ name, how, fields }) => [
        name,
        <span key="how" className={styles['how']}>
          {how ?? '–'}
        </span>,
        ...crms.map((crm) => fields[crm] ?? '–'),
      ])}
    />
  );
}
