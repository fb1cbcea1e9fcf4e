import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { changeWorkspace, workspaceQuery } from '../../../api/workspace.ts';
import type { WordKey } from '../../../i18n/all-words.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { NumberInput } from '../../../parts/form/number-input.tsx';
import { formValue, readNumber } from '../../../parts/form/read-form.ts';
import { useRefresh } from '../../../state/refresh.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card } from '../parts/rows.tsx';
import { SaveForm } from '../parts/save-form.tsx';
import styles from './thresholds.module.css';

type Group = { readonly label: WordKey; readonly names: readonly string[] };

/** Thresholds by what they are about. */
const groups: readonly Group[] = [
  {
    label: 'thresholds.pressure',
    names: [
      'pressure_window_days',
      'pressure_min_touches',
      'pressure_top_share',
      'unanswered_streak',
      'concentration_min_touches',
    ],
  },
  {
    label: 'thresholds.silence',
    names: ['silence_days', 'touch_window_days', 'thread_window_days', 'rating_fresh_days'],
  },
  {
    label: 'thresholds.windows',
    names: ['reply_window_days', 'conversion_window_days', 'presentation_window_days', 'win_window_days'],
  },
];

/** Kept as 0 … 1, told in per cent. */
const shares: ReadonlySet<string> = new Set(['pressure_top_share']);

const shownOf = (name: string, value: number): number => (shares.has(name) ? Math.round(value * 10_000) / 100 : value);
const keptOf = (name: string, value: number): number => (shares.has(name) ? Math.round(value * 100) / 10_000 : value);

/** The limits from which on the KPIs call something by its name. */
export function ThresholdsSection(): ReactNode {
  const { t, language } = useWords();
  const workspace = useQuery(workspaceQuery);
  const refresh = useRefresh();
  const write = new Intl.NumberFormat(language === 'es' ? 'es-ES' : 'en-GB', { useGrouping: false });
  return (
    <Loaded of={workspace} height="30rem">
      {({ id, thresholds }) => (
        <SaveForm
          key={id}
          saved={t('thresholds.saved')}
          onSave={async (form) => {
            const given = Object.keys(thresholds).flatMap((name) => {
              const value = readNumber(formValue(form, name));
              return value === null ? [] : [[name, keptOf(name, value)] as const];
            });
            await changeWorkspace({ thresholds: Object.fromEntries(given) });
            await refresh('workspace', 'board', 'kpi', 'kpis', 'risks', 'trend');
          }}
        >
          {groups.map((group) => (
            <Card key={group.label} title={t(group.label)}>
              <div className={styles['fields']}>
                {group.names.map((name) => (
                  <NumberInput
                    key={name}
                    label={t(`threshold.${name}` as WordKey)}
                    name={name}
                    start={write.format(shownOf(name, thresholds[name] ?? 0))}
                    least={shares.has(name) ? 1 : 0.01}
                    most={shares.has(name) ? 100 : 36_500}
                    isRequired
                  />
                ))}
              </div>
            </Card>
          ))}
        </SaveForm>
      )}
    </Loaded>
  );
}
