import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Doubt, type Import, mapText, runImport, sendFile } from '../../api/imports.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../../parts/button/button.tsx';
import { FormFault } from '../../parts/form/form-fault.tsx';
import formStyles from '../../parts/form/form.module.css';
import { Loaded } from '../settings/parts/loaded.tsx';
import { Card } from '../settings/parts/rows.tsx';
import styles from './import.module.css';

type DoubtsProps = { readonly found: Import; readonly onChange: () => void };

/** What a person should look at in the map that was proposed for CSV files. */
export function Doubts({ found: { id, doubts, files }, onChange }: DoubtsProps): ReactNode {
  const { t } = useWords();
  const maps = files.filter(({ is_map: isMap, name }) => isMap && /\.sql$/i.test(name)).map(({ name }) => name);
  const doubted = maps.filter((name) => doubts?.some(({ file }) => file === name) === true);
  if (maps.length === 0) return null;
  return (
    <Card
      title={t(doubted.length === 0 ? 'import.map' : 'import.doubts')}
      about={t(doubted.length === 0 ? 'import.map.about' : 'import.doubts.about')}
    >
      {[...doubted, ...maps.filter((name) => !doubted.includes(name))].map((name) => (
        <OneFile
          key={name}
          id={id}
          name={name}
          doubts={doubts?.filter(({ file }) => file === name) ?? []}
          onChange={onChange}
        />
      ))}
    </Card>
  );
}

type OneFileProps = {
  readonly id: string;
  readonly name: string;
  readonly doubts: readonly Doubt[];
  readonly onChange: () => void;
};

function OneFile({ id, name, doubts, onChange }: OneFileProps): ReactNode {
  const { t, say } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const table = name.replace(/\.sql$/i, '');
  return (
    <div className={styles['doubt']}>
      <h3>{t(`table.${table}` as 'table.deals')}</h3>
      {doubts.length === 0 ? null : (
        <ul className={styles['list']}>
          {doubts.map(({ column, text }, i) => (
            <li key={i}>
              {column === null ? null : <code>{column}</code>} {say(text)}
            </li>
          ))}
        </ul>
      )}
      {isOpen ? (
        <MapText id={id} name={name} onChange={onChange} onClose={() => setIsOpen(false)} />
      ) : (
        <div>
          <PlainButton aria-label={t('import.map.open.whose', { name })} onPress={() => setIsOpen(true)}>
            {t('import.map.open')}
          </PlainButton>
        </div>
      )}
    </div>
  );
}

type MapTextProps = Omit<OneFileProps, 'doubts'> & { readonly onClose: () => void };

function MapText({ id, name, onChange, onClose }: MapTextProps): ReactNode {
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
  );
}
