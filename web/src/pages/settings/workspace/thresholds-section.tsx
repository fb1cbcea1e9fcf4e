import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { kpisQuery } from '../../../api/queries.ts';
import { changeWorkspace, type Threshold, thresholdsQuery } from '../../../api/workspace.ts';
import type { WordKey } from '../../../i18n/all-words.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { formValue, readNumber } from '../../../parts/form/read-form.ts';
import { Skeleton } from '../../../parts/state/skeleton.tsx';
import { useRefresh } from '../../../state/refresh.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card } from '../parts/rows.tsx';
import { SaveForm } from '../parts/save-form.tsx';
import { ThresholdField } from './threshold-field.tsx';
import { measureOf } from './threshold-measure.ts';

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

/** The limits from which on the KPIs call something by its name. */
export function ThresholdsSection(): ReactNode {
  const { t } = useWords();
  const thresholds = useQuery(thresholdsQuery);
  const kpis = useQuery(kpisQuery);
  const refresh = useRefresh();
  const labelOf = (id: string): string => kpis.data?.find(({ kpi }) => kpi === id)?.label ?? id;
  if (kpis.isPending) return <Skeleton height="60rem" />;
  return (
    <Loaded of={thresholds} height="60rem">
      {(rows) => (
        <SaveForm
          saved={t('thresholds.saved')}
          onSave={async (form) => {
            await changeWorkspace({ thresholds: changesOf(form, rows) });
            await refresh('workspace', 'thresholds', 'board', 'kpi', 'kpis', 'risks', 'trend');
          }}
        >
          {groups.map((group) => (
            <Card key={group.label} title={t(group.label)}>
              <ul role="list">
                {inOrder(rows, group).map((row) => (
                  <ThresholdField key={row.threshold} threshold={row} kpis={row.kpis.map(labelOf)} />
                ))}
              </ul>
            </Card>
          ))}
        </SaveForm>
      )}
    </Loaded>
  );
}

function inOrder(rows: readonly Threshold[], { names }: Group): readonly Threshold[] {
  return names.flatMap((name) => rows.filter(({ threshold }) => threshold === name));
}

/** What was entered; null where it is the default, so that it stays the default. */
function changesOf(form: FormData, rows: readonly Threshold[]): Readonly<Record<string, number | null>> {
  const changes = rows.flatMap(({ threshold: name, default: usual }) => {
    const value = readNumber(formValue(form, name));
    if (value === null) return [];
    const kept = measureOf(name, 'en').kept(value);
    return [[name, kept === usual ? null : kept] as const];
  });
  return Object.fromEntries(changes);
}
