import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { meQuery } from '../../../api/me.ts';
import { membersQuery } from '../../../api/people.ts';
import type { AuditFilter } from '../../../api/privacy.ts';
import { tableQuery } from '../../../api/rows.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import formStyles from '../../../parts/form/form.module.css';
import { startOfDay } from '../../../state/zones.ts';
import { Card } from '../parts/rows.tsx';
import { AuditList } from './audit-list.tsx';

const names = ['kind', 'actor', 'about', 'since', 'until'] as const;
type Asked = Partial<Record<(typeof names)[number], string>>;
const dayShape = /^\d{4}-\d{2}-\d{2}$/;

/** Who saw and changed what about people; what is looked for stands in the address. */
export function AuditSection(): ReactNode {
  const { t } = useWords();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  const { data: members = [] } = useQuery(membersQuery);
  const { data: reps = [] } = useQuery(tableQuery('reps'));
  const asked: Asked = Object.fromEntries(
    names.flatMap((name) => (typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [])),
  );
  const ask = (name: keyof Asked, value: string): void =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, [name]: value === '' ? undefined : value }),
      replace: true,
    });
  const zone = me?.organization.timezone ?? 'UTC';
  return (
    <Card title={t('audit.find')}>
      <div className={formStyles['pair']}>
        <Choice
          label={t('audit.kind')}
          value={asked.kind ?? ''}
          onChange={(value) => ask('kind', value)}
          options={[
            { value: '', label: t('audit.kind.any') },
            { value: 'saw', label: t('audit.kind.saw') },
            { value: 'changed', label: t('audit.kind.changed') },
          ]}
        />
        <Choice
          label={t('audit.who')}
          value={asked.actor ?? ''}
          onChange={(value) => ask('actor', value)}
          options={[
            { value: '', label: t('audit.anybody') },
            ...members.map(({ user_id: id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Choice
          label={t('audit.about')}
          value={asked.about ?? ''}
          onChange={(value) => ask('about', value)}
          options={[
            { value: '', label: t('audit.anybody') },
            ...reps.map(({ id, name }) => ({ value: `rep:${id}`, label: name })),
            ...members.map(({ user_id: id, name }) => ({ value: `user:${id}`, label: t('audit.user', { name }) })),
          ]}
        />
        <TextInput
          label={t('audit.since')}
          type="date"
          value={asked.since ?? ''}
          onChange={(value) => ask('since', value)}
        />
        <TextInput
          label={t('audit.until')}
          type="date"
          value={asked.until ?? ''}
          onChange={(value) => ask('until', value)}
        />
      </div>
      <AuditList path="/audit" filter={filterOf(asked, zone)} empty={t('audit.none')} />
    </Card>
  );
}

function filterOf({ kind, actor, about, since, until }: Asked, zone: string): AuditFilter {
  const isDay = (day: string | undefined): day is string => day !== undefined && dayShape.test(day);
  return {
    ...(kind === 'saw' || kind === 'changed' ? { kind } : {}),
    ...(actor === undefined ? {} : { actor }),
    ...(about === undefined ? {} : { about }),
    ...(isDay(since) ? { since: startOfDay(since, zone) } : {}),
    ...(isDay(until) ? { until: startOfDay(dayAfter(until), zone) } : {}),
  };
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
