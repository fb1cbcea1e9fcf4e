import { useMutation } from '@tanstack/react-query';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { Dialog, Form, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../button/button.tsx';
import { FormFault } from '../form/form-fault.tsx';
import styles from './dialog.module.css';

type FormDialogProps = {
  readonly title: string;
  /** What opens it: the button's text, and what is read out where the text alone says too little. */
  readonly open: string;
  readonly openLabel?: string;
  readonly isMain?: boolean;
  /** What the button that does it says. */
  readonly save: string;
  /** Does it. What it answers is shown instead of the form where `renderDone` shows something. */
  readonly onSave: (form: FormData) => Promise<unknown>;
  readonly renderDone?: (answer: unknown) => ReactNode;
  readonly children: ReactNode;
};

/** A form that opens above the page, and closes when what it asks for is done. */
export function FormDialog({ title, open, openLabel, isMain = false, ...form }: FormDialogProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const Open = isMain ? MainButton : PlainButton;
  return (
    <>
      <Open onPress={() => setIsOpen(true)} {...(openLabel === undefined ? {} : { 'aria-label': openLabel })}>
        {open}
      </Open>
      <ModalOverlay className={styles['veil']!} isOpen={isOpen} onOpenChange={setIsOpen} isDismissable>
        <Modal className={styles['box']!}>
          <Dialog className={styles['dialog']!}>
            <Asked title={title} {...form} close={() => setIsOpen(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

type AskedProps = Pick<FormDialogProps, 'title' | 'save' | 'onSave' | 'renderDone' | 'children'> & {
  readonly close: () => void;
};

function Asked({ title, save, onSave, renderDone, children, close }: AskedProps): ReactNode {
  const { t } = useWords();
  const { mutate, error, isPending, data, isSuccess } = useMutation({
    mutationFn: onSave,
    onSuccess: (answer) => {
      if (renderDone === undefined || renderDone(answer) === null) close();
    },
  });
  const onSubmit: NonNullable<ComponentProps<typeof Form>['onSubmit']> = (event) => {
    event.preventDefault();
    mutate(new FormData(event.currentTarget));
  };
  if (isSuccess && renderDone !== undefined) {
    return (
      <div className={styles['form']}>
        <Heading slot="title">{title}</Heading>
        {renderDone(data)}
        <div className={styles['actions']}>
          <MainButton onPress={close}>{t('form.ready')}</MainButton>
        </div>
      </div>
    );
  }
  return (
    <Form className={styles['form']!} onSubmit={onSubmit}>
      <Heading slot="title">{title}</Heading>
      {children}
      <FormFault error={error} />
      <div className={styles['actions']}>
        <PlainButton onPress={close}>{t('form.cancel')}</PlainButton>
        <MainButton type="submit" isPending={isPending}>
          {save}
        </MainButton>
      </div>
    </Form>
  );
}
