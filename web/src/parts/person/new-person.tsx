import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { Person } from '../../api/capture.ts';
import { type Account, addRow, tableQuery } from '../../api/rows.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useRefresh } from '../../state/refresh.ts';
import { FormDialog } from '../dialog/form-dialog.tsx';
import { TextInput } from '../field/text-input.tsx';
import formStyles from '../form/form.module.css';
import { formValue } from '../form/read-form.ts';

type NewPersonProps = { readonly name: string; readonly onPick: (person: Person) => void };

/** Adds somebody who is not in the log yet, with their account. @param name what was looked for */
export function NewPerson({ name, onPick }: NewPersonProps): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const client = useQueryClient();
  return (
    <FormDialog
      title={t('person.add')}
      open={t('person.add')}
      save={t('person.add.go')}
      onSave={async (form) => {
        const person = await add(form, await client.query(tableQuery('accounts')));
        await refresh('people', 'table');
        onPick(person);
      }}
    >
      <TextInput label={t('person.name')} name="name" defaultValue={name} autoComplete="off" isRequired />
      <AccountInput />
      <TextInput label={t('person.title')} name="title" autoComplete="off" />
    </FormDialog>
  );
}

/** The account by its name: one that there is, or a new one. */
function AccountInput(): ReactNode {
  const { t } = useWords();
  const list = useId();
  const { data: accounts = [] } = useQuery(tableQuery('accounts'));
  return (
    <label className={formStyles['field']}>
      {t('person.account')}
      <input className={formStyles['input']} name="account" list={list} required autoComplete="off" />
      <datalist id={list}>
        {accounts.map(({ id, name }) => (
          <option key={id} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <span className={formStyles['hint']}>{t('person.account.hint')}</span>
    </label>
  );
}

async function add(form: FormData, known: readonly Account[]): Promise<Person> {
  const [name, title, wanted] = [formValue(form, 'name')!, formValue(form, 'title'), formValue(form, 'account')!];
  const account = await accountOf(wanted, known);
  const made = await addRow('contacts', {
    name,
    account_id: account.id,
    ...(title === null ? {} : { title }),
    created_at: new Date().toISOString(),
  });
  return { id: made.id, name, title, account_id: account.id, account: account.name, last_at: null };
}

async function accountOf(
  name: string,
  known: readonly Account[],
): Promise<{ readonly id: string; readonly name: string }> {
  const same = known.find((account) => account.name.trim().toLowerCase() === name.toLowerCase());
  return same ?? addRow('accounts', { name, created_at: new Date().toISOString() });
}
