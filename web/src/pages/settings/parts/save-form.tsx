import { useMutation } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { useWords } from '../../../i18n/use-words.ts';
import { MainButton } from '../../../parts/button/button.tsx';
import { FormFault } from '../../../parts/form/form-fault.tsx';
import styles from '../../../parts/form/form.module.css';

type SaveFormProps = {
  readonly onSave: (form: FormData) => Promise<unknown>;
  readonly save?: string;
  /** What is said when it is done; else that it is saved. */
  readonly saved?: string;
  readonly clears?: boolean;
  readonly children: ReactNode;
};

/** A form that stays on the page, and says when what it holds is saved, until it is changed again. */
export function SaveForm({ onSave, save, saved, clears = false, children }: SaveFormProps): ReactNode {
  const { t } = useWords();
  const { mutate, error, isPending, isSuccess, reset } = useMutation({
    mutationFn: async (form: HTMLFormElement) => {
      await onSave(new FormData(form));
      if (clears) form.reset();
    },
  });
  const onSubmit: NonNullable<ComponentProps<typeof Form>['onSubmit']> = (event) => {
    event.preventDefault();
    mutate(event.currentTarget);
  };
  return (
    <Form className={styles['form']!} onSubmit={onSubmit}>
      <div className={styles['form']} onInput={() => (isSuccess ? reset() : undefined)}>
        {children}
      </div>
      <FormFault error={error} />
      {isSuccess ? (
        <p className={styles['saved']} role="status">
          {saved ?? t('form.saved')}
        </p>
      ) : null}
      <div className={styles['actions']}>
        <MainButton type="submit" isPending={isPending}>
          {save ?? t('form.save')}
        </MainButton>
      </div>
    </Form>
  );
}
