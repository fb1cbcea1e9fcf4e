import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { changeWorkspace, type Workspace, workspaceQuery } from '../../../api/workspace.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import { formValue } from '../../../parts/form/read-form.ts';
import formStyles from '../../../parts/form/form.module.css';
import { useRefresh } from '../../../state/refresh.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card } from '../parts/rows.tsx';
import { SaveForm } from '../parts/save-form.tsx';
import { ZoneInput } from './zone-input.tsx';

/** The organisation: its name, time zone, currency and calendar. */
export function WorkspaceSection(): ReactNode {
  const workspace = useQuery(workspaceQuery);
  return (
    <Card>
      <Loaded of={workspace} height="24rem">
        {(data) => <Fields key={data.id} workspace={data} />}
      </Loaded>
    </Card>
  );
}

const usualCurrencies = ['EUR', 'USD', 'MXN', 'COP', 'ARS', 'CLP', 'PEN', 'GBP', 'CHF', 'BRL'];

function Fields({ workspace }: { readonly workspace: Workspace }): ReactNode {
  const { t, language } = useWords();
  const refresh = useRefresh();
  const locale = language === 'es' ? 'es-ES' : 'en-GB';
  const monthOf = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const dayOf = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const { name, timezone, currency, week_start: week, fiscal_year_start_month: month } = workspace;
  const currencies = [...new Set([currency, ...usualCurrencies, ...Intl.supportedValuesOf('currency')])];
  const currencyNames = new Intl.DisplayNames(locale, { type: 'currency' });
  return (
    <SaveForm
      onSave={async (form) => {
        await changeWorkspace({
          name: formValue(form, 'name'),
          timezone: formValue(form, 'timezone'),
          currency: formValue(form, 'currency'),
          week_start: Number(formValue(form, 'week')),
          fiscal_year_start_month: Number(formValue(form, 'month')),
        });
        await refresh('workspace', 'me', 'board', 'kpi');
      }}
    >
      <TextInput label={t('workspace.name')} name="name" defaultValue={name} isRequired />
      <ZoneInput label={t('workspace.timezone')} start={timezone} isRequired />
      <Choice
        label={t('workspace.currency')}
        name="currency"
        start={currency}
        options={currencies.map((value) => ({ value, label: `${value} · ${nameOf(currencyNames, value)}` }))}
        hint={t('workspace.currency.hint')}
      />
      <div className={formStyles['pair']}>
        <Choice
          label={t('workspace.week')}
          name="week"
          start={String(week)}
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
            value: String(day),
            label: dayOf.format(new Date(Date.UTC(2024, 0, day))),
          }))}
        />
        <Choice
          label={t('workspace.year')}
          name="month"
          start={String(month)}
          options={Array.from({ length: 12 }, (_, i) => ({
            value: String(i + 1),
            label: monthOf.format(new Date(Date.UTC(2024, i, 1))),
          }))}
        />
      </div>
    </SaveForm>
  );
}

function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
