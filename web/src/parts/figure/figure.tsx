import { lazy, type ReactNode, Suspense } from 'react';
import { Button, DialogTrigger, Modal, ModalOverlay } from 'react-aria-components';
import type { Query } from '../../api/client.ts';
import type { KpiInfo, KpiValue } from '../../api/kpi.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './figure.module.css';

const FigureDialog = lazy(() => import('./figure-dialog.tsx').then((module) => ({ default: module.FigureDialog })));

export type FigureProps = {
  readonly kpi: KpiInfo;
  readonly value: KpiValue;
  /** The group and period that the number is of, as `/rows` takes them. */
  readonly of: Query;
};

/** A number that opens: what it means, what it is made of, how sure it is, and the records behind it. */
export function Figure({ kpi, value, of }: FigureProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  return (
    <DialogTrigger>
      <Button
        className={styles['figure']!}
        aria-label={`${writers.value(value.value, kpi.unit)}. ${t('figure.open', { label: kpi.label })}`}
      >
        {writers.value(value.value, kpi.unit)}
      </Button>
      <ModalOverlay className={styles['veil']!} isDismissable>
        <Modal className={styles['drawer']!}>
          <Suspense>
            <FigureDialog kpi={kpi} value={value} of={of} />
          </Suspense>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
