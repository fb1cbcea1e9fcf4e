import type { ReactNode } from 'react';
import { type Import, runImport, settleMap } from '../../api/imports.ts';
import type { WordKey } from '../../i18n/all-words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Card, Rows } from '../settings/parts/rows.tsx';
import { SaveForm } from '../settings/parts/save-form.tsx';
import { DoubtField } from './doubt-field.tsx';
import { type Group, groupsOf, settledOf } from './doubt-groups.ts';
import styles from './import.module.css';
import { MapText } from './map-text.tsx';

type DoubtsProps = { readonly found: Import; readonly onChange: () => void };

/** What a person should look at in the map that was proposed for CSV files, settled by choosing or in its own text. */
export function Doubts({ found: { id, doubts, files }, onChange }: DoubtsProps): ReactNode {
  const { t } = useWords();
  const maps = files.filter(({ is_map: isMap, name }) => isMap && /\.sql$/i.test(name)).map(({ name }) => name);
  const groups = groupsOf(doubts ?? []);
  if (maps.length === 0) return null;
  return (
    <>
      {groups.length === 0 ? null : (
        <Card title={t('import.doubts')} about={t('import.doubts.about')}>
          <SaveForm
            save={t('import.map.save')}
            saved={t('import.answered')}
            onSave={async (form) => {
              const answers = settledOf(form, groups);
              if (answers.length > 0) await settleMap(id, answers);
              await runImport(id);
              onChange();
            }}
          >
            {[...new Set(groups.map(({ file }) => file))].map((file) => (
              <OfFile key={file} file={file} groups={groups} />
            ))}
          </SaveForm>
        </Card>
      )}
      <Card title={t('import.map')} about={t('import.map.about')}>
        <Rows label={t('import.map')}>
          {maps.map((name) => (
            <MapText key={name} id={id} name={name} title={t(tableWord(name))} onChange={onChange} />
          ))}
        </Rows>
      </Card>
    </>
  );
}

/** What a file of a map fills; the settings of a map fill none. */
function tableWord(file: string): WordKey {
  return file.endsWith('.sql') ? (`table.${file.replace(/\.sql$/i, '')}` as WordKey) : 'import.written';
}

function OfFile({ file, groups }: { readonly file: string; readonly groups: readonly Group[] }): ReactNode {
  const { t } = useWords();
  return (
    <section className={styles['doubt']}>
      <h3>{t(tableWord(file))}</h3>
      <ul role="list" className={styles['questions']}>
        {groups.map((group, nth) =>
          group.file === file ? (
            <li key={nth} className={styles['question']}>
              <DoubtField group={group} name={`doubt.${nth}`} />
            </li>
          ) : null,
        )}
      </ul>
    </section>
  );
}
