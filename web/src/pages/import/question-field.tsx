import type { ReactNode } from 'react';
import type { Question } from '../../api/imports.ts';
import type { WordKey } from '../../i18n/all-words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TextInput } from '../../parts/field/text-input.tsx';
import { Choice } from '../../parts/form/choice.tsx';
import { NumberInput } from '../../parts/form/number-input.tsx';
import { outcomes } from './among/meanings.ts';
import { StageOrder } from './among/stage-order.tsx';
import { TypeFields } from './among/type-fields.tsx';
import { TypeList } from './among/type-list.tsx';
import { unknownOf } from './asked.ts';
import { ZoneField } from './written.tsx';

/** What a word of the source may mean, by the setting that says it. */
const meanings: Readonly<Record<string, { readonly word: string; readonly values: readonly string[] }>> = {
  stages: { word: 'kind', values: ['open', 'won', 'lost'] },
  deal_statuses: { word: 'kind', values: ['open', 'won', 'lost'] },
  lead_statuses: { word: 'lead', values: ['new', 'qualified', 'disqualified', 'prospect'] },
  outcomes: {
    word: 'outcome',
    values: outcomes,
  },
  roles: {
    word: 'role',
    values: [
      'decision_maker',
      'economic_buyer',
      'champion',
      'influencer',
      'technical_buyer',
      'user',
      'gatekeeper',
      'other',
    ],
  },
};
const scales: Readonly<Record<string, readonly number[]>> = {
  ratings: [-3, -2, -1, 0, 1, 2, 3],
  influences: [0, 1, 2, 3],
};

type FieldProps = {
  readonly question: Question;
  readonly nth: number;
  /** All that is asked. */
  readonly questions: readonly Question[];
  /** Headers of the files that nothing reads, by what of the CRM they hold. */
  readonly unread: ReadonlyMap<string, readonly string[]>;
};

/** What only the command line needs: how the settings would say it. */
const hint = / \([a-z_]+: [^)]*\)$/;

/** One question with the field that answers it; a question that a form cannot answer is told. */
export function QuestionField({ question, nth, questions, unread }: FieldProps): ReactNode {
  const { t, say } = useWords();
  const label = say(question.question).replace(hint, '');
  const name = `answer.${nth}`;
  const { setting, value, among = [] } = question;
  const open = { value: '', label: t('import.leaveOpen') };
  const meaning = meanings[setting];
  if (meaning !== undefined && value !== null) {
    const options = meaning.values.map((each) => ({
      value: each,
      label: t(`word.${meaning.word}.${each}` as WordKey),
    }));
    return <Choice label={label} name={name} start="" options={[open, ...options]} />;
  }
  const scale = scales[setting];
  if (scale !== undefined && value !== null) {
    const options = scale.map((each) => ({
      value: String(each),
      label: setting === 'ratings' && each > 0 ? `+${each}` : String(each).replace('-', '−'),
    }));
    return <Choice label={label} name={name} start="" options={[open, ...options]} />;
  }
  if ((setting === 'fx_rates' || setting === 'hourly_costs') && value !== null)
    return <NumberInput label={label} name={name} least={0} />;
  if (setting === 'workspace.timezone') return <ZoneField label={label} name={name} start="" />;
  if (setting === 'workspace.currency') return <TextInput label={label} name={name} placeholder={value ?? 'EUR'} />;
  if (setting === 'stage_order' && among.length > 0) return <StageOrder name={name} label={label} stages={among} />;
  if (setting === 'activity_types' && value !== null)
    return <TypeFields name={name} title={label} channel="" purpose="" isOpen />;
  if (setting === 'activity_types' && among.length > 0)
    return <TypeList name={name} label={label} types={among} unknown={unknownOf(question, questions)} />;
  if (setting.startsWith('fields.')) {
    const headers = unread.get(setting.split('.')[1] ?? '') ?? [];
    if (headers.length === 0) return <TextInput label={label} name={name} />;
    const none = { value: '', label: t('import.field.none') };
    const options = [none, ...headers.map((header) => ({ value: header, label: header }))];
    return <Choice label={label} name={name} start="" options={options} />;
  }
  if (setting === 'owners' && value !== null) return <TextInput label={label} name={name} />;
  return <p>{label}</p>;
}
