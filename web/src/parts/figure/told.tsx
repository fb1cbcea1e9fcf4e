import { type ReactNode, useRef } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../button/button.tsx';
import { type ChartTable, DataTable } from '../table/data-table.tsx';
import { SaveTable } from '../table/save-table.tsx';
import styles from './figure.module.css';

type ToldProps = {
  readonly label: string;
  /** The number as it is written. */
  readonly text: string;
  /** What it means, in a sentence. */
  readonly meaning: string;
  /** The records behind it. */
  readonly table: ChartTable;
};

/** A number that is no KPI of its own and opens as one: what it means and the records behind it. */
export function Told({ label, text, meaning, table }: ToldProps): ReactNode {
  const { t } = useWords();
  return (
    <DialogTrigger>
      <Button className={styles['figure']!} aria-label={`${text}. ${t('figure.open', { label })}`}>
        {text}
      </Button>
      <ModalOverlay className={styles['veil']!} isDismissable>
        <Modal className={styles['drawer']!}>
          <Dialog className={styles['dialog']!}>
            {({ close }) => (
              <>
                <div className={styles['head']}>
                  <div>
                    <Heading slot="title">{label}</Heading>
                    <p className={styles['value']}>{text}</p>
                  </div>
                  <PlainButton onPress={close}>{t('figure.close')}</PlainButton>
                </div>
                <p>{meaning}</p>
                <Records label={label} table={table} />
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function Records({ label, table }: Pick<ToldProps, 'label' | 'table'>): ReactNode {
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  return (
    <section className={styles['records']}>
      <h3>{t('figure.records')}</h3>
      {table.rows.length === 0 ? (
        <p>{t('figure.noRecords')}</p>
      ) : (
        <>
          <SaveTable title={label} of={place} />
          <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('figure.records')} ref={place}>
            <DataTable caption={t('figure.records')} {...table} />
          </div>
        </>
      )}
    </section>
  );
}
