import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { peopleQuery } from '../../../api/capture.ts';
import { membersQuery } from '../../../api/people.ts';
import { changeRetention, type Retention, retentionQuery, type Subject } from '../../../api/privacy.ts';
import { tableQuery } from '../../../api/rows.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { NumberInput } from '../../../parts/form/number-input.tsx';
import formStyles from '../../../parts/form/form.module.css';
import { formValue, readNumber } from '../../../parts/form/read-form.ts';
import { Taps } from '../../../parts/field/taps.tsx';
import { useRefresh } from '../../../state/refresh.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card, Empty, Row, Rows } from '../parts/rows.tsx';
import { SaveForm } from '../parts/save-form.tsx';
import { PersonActions } from './person-actions.tsx';

/** What is kept about people: hand it out, erase it, and for how long it is kept. */
export function PrivacySection(): ReactNode {
  const { t } = useWords();
  const retention = useQuery(retentionQuery);
  return (
    <>
      <Card title={t('privacy.person')} about={t('privacy.person.about')}>
        <Find />
      </Card>
      <Card title={t('privacy.retention')} about={t('privacy.retention.about')}>
        <Loaded of={retention}>{(found) => <Keep retention={found} />}</Loaded>
      </Card>
    </>
  );
}

const kinds = ['contact', 'rep', 'user'] as const satisfies readonly Subject[];
type Found = { readonly id: string; readonly name: string; readonly about: string };

/** Finds whoever the request is about. */
function Find(): ReactNode {
  const { t } = useWords();
  const [kind, setKind] = useState<Subject>('contact');
  const [wanted, setWanted] = useState('');
  const asked = useDeferredValue(wanted.trim());
  const people = usePeople(kind, asked);
  return (
    <>
      <Taps
        label={t('privacy.kind')}
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`privacy.kind.${value}`) }))}
        onChange={setKind}
      />
      <TextInput label={t('privacy.find')} type="search" value={wanted} onChange={setWanted} autoComplete="off" />
      {asked === '' ? (
        <Empty>{t('privacy.find.first')}</Empty>
      ) : people.length === 0 ? (
        <Empty>{t('privacy.find.none')}</Empty>
      ) : (
        <Rows label={t('privacy.person')}>
          {people.map(({ id, name, about }) => (
            <Row key={`${kind}:${id}`} title={name} about={[about]}>
              <PersonActions kind={kind} id={id} name={name} />
            </Row>
          ))}
        </Rows>
      )}
    </>
  );
}

/** Letters without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function usePeople(kind: Subject, wanted: string): readonly Found[] {
  const isAsked = wanted !== '';
  const contacts = useQuery({ ...peopleQuery(wanted), enabled: isAsked && kind === 'contact' });
  const reps = useQuery({ ...tableQuery('reps'), enabled: isAsked && kind === 'rep' });
  const members = useQuery({ ...membersQuery, enabled: isAsked && kind === 'user' });
  const fits = (text: string): boolean => plain(text).includes(plain(wanted));
  switch (kind) {
    case 'contact':
      return (contacts.data ?? []).map(({ id, name, title, account }) => ({
        id,
        name,
        about: [title, account].filter((part) => part !== null).join(' · '),
      }));
    case 'rep':
      return (reps.data ?? [])
        .filter(({ name, email }) => fits(`${name} ${email ?? ''}`))
        .map(({ id, name, email }) => ({ id, name, about: email ?? id }));
    case 'user':
      return (members.data ?? [])
        .filter(({ name, email }) => fits(`${name} ${email}`))
        .map(({ user_id: id, name, email }) => ({ id, name, about: email }));
  }
}

const terms = ['free_text_months', 'lost_lead_months', 'left_contact_months', 'audit_years'] as const;

function Keep({ retention }: { readonly retention: Retention }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  return (
    <SaveForm
      onSave={async (form) => {
        const given = Object.fromEntries(terms.map((term) => [term, readNumber(formValue(form, term))]));
        await changeRetention(given);
        await refresh('retention');
      }}
    >
      <div className={formStyles['pair']}>
        {terms.map((term) => (
          <NumberInput
            key={term}
            label={t(`privacy.${term}`)}
            name={term}
            start={retention[term] === null ? '' : String(retention[term])}
            least={1}
            most={term === 'audit_years' ? 100 : 1200}
          />
        ))}
      </div>
    </SaveForm>
  );
}
