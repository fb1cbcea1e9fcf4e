import { type ReactNode, Suspense } from 'react';
import { Button, DialogTrigger, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../../i18n/use-words.ts';
import styles from './figure.module.css';

type OpensProps = {
  /** What the number is called. */
  readonly label: string;
  /** The number as it is written. */
  readonly text: string;
  /** What it opens; drawn only then. */
  readonly children: ReactNode;
};

/** A number that opens what it is made of. */
export function Opens({ label, text, children }: OpensProps): ReactNode {
  const { t } = useWords();
  return (
    <DialogTrigger>
      <Button className={styles['figure']!} aria-label={`${text}. ${t('figure.open', { label })}`}>
        {text}
      </Button>
      <ModalOverlay className={styles['veil']!} isDismissable>
        <Modal className={styles['drawer']!}>
          <Suspense>{children}</Suspense>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
