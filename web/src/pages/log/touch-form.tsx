import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import {
  type About,
  type Channel,
  channels,
  type Material,
  type Outcome,
  type Person,
  tactQuery,
  type Touch,
} from '../../api/capture.ts';
import { meQuery } from '../../api/me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../../parts/button/button.tsx';
import { Taps } from '../../parts/field/taps.tsx';
import tapStyles from '../../parts/field/taps.module.css';
import { TextInput } from '../../parts/field/text-input.tsx';
import { log } from '../../state/outbox.ts';
import { GivenMaterial } from './given-material.tsx';
import { inDays } from './in-days.ts';
import styles from './log.module.css';

/** What can come of each channel; the first is what the rep is there for. */
const outcomesOf: Readonly<Record<Channel, readonly Outcome[]>> = {
  call: ['reached', 'no_answer', 'voicemail', 'busy'],
  email: ['no_reply', 'replied'],
  text: ['no_reply', 'replied'],
  meeting: ['held', 'no_show'],
  video: ['held', 'no_show'],
  visit: ['held', 'no_show'],
};
const meetings: readonly Channel[] = ['meeting', 'video', 'visit'];

const ratings = ['-3', '-2', '-1', '0', '1', '2', '3', 'none'] as const;
type Rating = (typeof ratings)[number];

const laterDays = { none: null, tomorrow: 1, week: 7, month: 30 } as const;
type Later = keyof typeof laterDays;

type TouchFormProps = {
  readonly person: Person;
  readonly followUp: string | null;
  readonly onChange: () => void;
  /** What was done, in words; null where the page says what was wrong. */
  readonly onDone: (said: string | null) => void;
};

/** What came of a touch, in taps. */
export function TouchForm({ person, followUp, onChange, onDone }: TouchFormProps): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const { data: tact } = useQuery(tactQuery(person.id));
  const [channel, setChannel] = useState<Channel>('call');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [presented, setPresented] = useState(false);
  const [rating, setRating] = useState<Rating | null>(null);
  const [later, setLater] = useState<Later>('none');
  const [reason, setReason] = useState('');
  const [given, setGiven] = useState<readonly Material[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const save = async (): Promise<void> => {
    setIsBusy(true);
    const days = laterDays[later];
    const touch: Touch = {
      id: crypto.randomUUID(),
      occurred_at: new Date().toISOString(),
      channel,
      contact_id: person.id,
      ...(outcome === null ? {} : { outcome }),
      ...(presented && meetings.includes(channel) ? { purpose: 'proposal_presentation' } : {}),
      ...(rating === null || rating === 'none' ? {} : { ratings: [{ strength: Number(rating) }] }),
      ...(given.length === 0
        ? {}
        : { shares: given.map(({ asset_type, asset }) => ({ asset_type, ...(asset === null ? {} : { asset }) })) }),
      ...(days === null
        ? {}
        : {
            next_step: {
              due_at: inDays(days),
              reason: reason.trim() === '' ? t('log.next.default', { who: person.name }) : reason.trim(),
            },
          }),
      ...(followUp === null ? {} : { follow_up_id: followUp }),
    };
    const fate = await log(touch, person.name, me!.user_id!);
    if (fate.state === 'sent') void client.invalidateQueries();
    if (fate.state === 'refused') onDone(null);
    else if (fate.state === 'waiting') onDone(t(fate.isSignedOut ? 'log.keptOut' : 'log.kept', { who: person.name }));
    else onDone(t('log.saved', { who: [person.name, ...aboutInWords(fate.about)].join(' · ') }));
  };
  return (
    <>
      <div className={styles['chosen']}>
        <div>
          <h2>{person.name}</h2>
          <p className={styles['soft']}>{[person.title, person.account].filter((part) => part !== null).join(' · ')}</p>
        </div>
        <PlainButton onPress={onChange}>{t('log.change')}</PlainButton>
      </div>
      {tact?.warning === null || tact?.warning === undefined ? null : (
        <p className={styles['tact']} role="alert">
          {tact.warning}
        </p>
      )}
      <Taps
        isShort
        label={t('log.how')}
        value={channel}
        options={channels.map((value) => ({ value, label: t(`log.channel.${value}`) }))}
        onChange={(chosen) => {
          setChannel(chosen);
          setOutcome(null);
        }}
      />
      <Taps
        isShort
        label={t('log.outcome')}
        value={outcome}
        options={outcomesOf[channel].map((value) => ({ value, label: t(`log.outcome.${value}`) }))}
        onChange={setOutcome}
      />
      {meetings.includes(channel) ? (
        <CheckboxField isSelected={presented} onChange={setPresented}>
          <CheckboxButton className={tapStyles['tap']!}>{t('log.presented')}</CheckboxButton>
        </CheckboxField>
      ) : null}
      <Taps
        isShort
        label={t('log.rating')}
        value={rating}
        options={ratings.map((value) => ({ value, label: value === 'none' ? t('log.rating.none') : signed(value) }))}
        onChange={setRating}
      />
      <GivenMaterial given={given} onChange={setGiven} />
      <Taps
        label={t('log.next')}
        value={later}
        options={(Object.keys(laterDays) as Later[]).map((value) => ({ value, label: t(`log.next.${value}`) }))}
        onChange={setLater}
      />
      {later === 'none' ? null : (
        <TextInput
          label={t('log.next.what')}
          placeholder={t('log.next.default', { who: person.name })}
          value={reason}
          onChange={setReason}
        />
      )}
      <div className={styles['save']}>
        <MainButton
          isLarge
          isDisabled={outcome === null || (me?.user_id ?? null) === null}
          isPending={isBusy}
          onPress={() => void save()}
        >
          {t('log.save')}
        </MainButton>
      </div>
    </>
  );
}

/** The account, deal and stage that a touch was found to be about. */
function aboutInWords(about: About | null): readonly string[] {
  const { account, deal } = about ?? { account: null, deal: null };
  return [account?.name, deal?.name, deal?.stage?.name].filter((part) => part !== null && part !== undefined);
}

function signed(rating: string): string {
  return rating.startsWith('-') ? `−${rating.slice(1)}` : rating === '0' ? '0' : `+${rating}`;
}
