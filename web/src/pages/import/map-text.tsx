import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { mapText, runImport, sendFile } from '../../api/imports.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../../parts/button/button.tsx';
import { FormFault } from '../../parts/form/form-fault.tsx';
import formStyles from '../../parts/form/form.module.css';
import { Loaded } from '../settings/parts/loaded.tsx';
import { Row } from '../settings/parts/rows.tsx';
import styles from './import.module.css';

type MapTextProps = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly onChange: () => void;
};

/** A file of a map, whose text can be seen and changed. */
export function MapText({ id, name, title, onChange }: MapTextProps): ReactNode {
  const { t } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <Text id={id} name={name} onChange={onChange} onClose={() => setIsOpen(false)} />;
  return (
    <Row title={title} about={[name]}>
      <PlainButton aria-label={t('import.map.open.whose', { name })} onPress={() => setIsOpen(true)}>
        {t('import.map.open')}
      </PlainButton>
    </Row>
  );
}

type TextProps = Omit<MapTextProps, 'title'> & { readonly onClose: () => void };

function Text({ id, name, onChange, onClose }: TextProps): ReactNode {
  const { t } = useWords();
  const kept = useQuery({ queryKey: ['map-text', id, name], queryFn: () => mapText(id, name), gcTime: 0 });
  const [text, setText] = useState<string | null>(null);
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      await sendFile(id, new File([text!], name));
      await runImport(id);
    },
    onSuccess: onChange,
  });
  return (
    <li>
      <Loaded of={kept}>
        {(before) => (
          <div className={formStyles['form']}>
            <label className={formStyles['field']}>
              {name}
              <textarea
                className={styles['text']}
                spellCheck={false}
                value={text ?? before}
                onChange={(event) => setText(event.target.value)}
              />
            </label>
            <FormFault error={error} />
            <div className={formStyles['actions']}>
              <MainButton isDisabled={text === null || text === before} isPending={isPending} onPress={() => mutate()}>
                {t('import.map.save')}
              </MainButton>
              <PlainButton onPress={onClose}>{t('form.cancel')}</PlainButton>
            </div>
          </div>
        )}
      </Loaded>
    </li>
  );
}
