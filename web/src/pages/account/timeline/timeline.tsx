import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AccountDeal, AccountHistory, PastContact, PastTouch, Rating } from '../../../api/accounts.ts';
import { choicesQuery } from '../../../api/choices.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { ratingColour, ratingText } from '../../../parts/rating/rating-mark.tsx';
import { stageName } from '../../../parts/vocabulary/stage-name.ts';
import { useWriters } from '../../../state/writers.ts';
import type { Scale } from './scale.ts';
import styles from './timeline.module.css';
import { shapeOf, touchWords } from './touch-words.ts';

type TimelineProps = {
  readonly history: AccountHistory;
  readonly scale: Scale;
  readonly width: number;
  readonly asOf: string;
};

const axis = 24;
/** Heights of a row: its name where there is no room beside it, its touches, its ratings. */
const heights = { name: 18, touches: 18, strip: 15, gap: 9, stage: 24 };

/** A row for each contact with touches and ratings, a row for each deal with its stages. */
export function Timeline({ history, scale, width, asOf }: TimelineProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const isNarrow = scale.left < 100;
  const head = isNarrow ? heights.name : 0;
  const row = head + heights.touches + heights.strip + heights.gap;
  const stage = head + heights.stage;
  const nobody = history.touches.filter(({ contacts }) => contacts.length === 0);
  const people = history.contacts.filter(
    ({ contact, left_at: left, created_at: created }) =>
      (left === null ||
        scale.x(left) > scale.left ||
        history.touches.some(({ contacts }) => contacts.includes(contact))) &&
      (created === null || scale.x(created) < scale.right),
  );
  const deals = history.deals.filter(({ stages }) =>
    stages.some(({ kind, to }) => kind === 'open' && (to === null || scale.x(to) > scale.left)),
  );
  const rows = people.length + (nobody.length > 0 ? 1 : 0);
  const floor = axis + rows * row;
  const height = floor + 8 + deals.length * stage + 4;
  const common = { history, scale, head };
  return (
    <svg
      className={styles['timeline']}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('account.timeline')}
    >
      {scale.ticks.map(({ day, x }) => (
        <g key={day}>
          <path className={styles['tick']} d={`M${x} ${axis - 6}V${height}`} />
          <text className={styles['soft']} x={x + 3} y={axis - 10}>
            {writers.month(day)}
          </text>
        </g>
      ))}
      {people.map((contact, i) => (
        <PersonRow key={contact.contact} {...common} top={axis + i * row} contact={contact} />
      ))}
      {nobody.length === 0 ? null : (
        <g transform={`translate(0 ${axis + people.length * row})`}>
          <RowName text={t('account.timeline.nobody')} head={head} y={head + 13} isSoft />
          {nobody.map((touch) => (
            <TouchMark key={touch.activity} history={history} touch={touch} x={scale.x(touch.at)} y={head + 9} />
          ))}
        </g>
      )}
      <path className={styles['rule']} d={`M0 ${floor + 2}H${width}`} />
      {deals.map((deal, i) => (
        <DealRow key={deal.deal} {...common} top={floor + 8 + i * stage} deal={deal} />
      ))}
      {asOf === history.last ? null : <path className={styles['now']} d={`M${scale.x(asOf)} ${axis - 6}V${height}`} />}
    </svg>
  );
}

type RowProps = {
  readonly history: AccountHistory;
  readonly scale: Scale;
  /** Room for the name above the row; 0: it stands beside. */
  readonly head: number;
  readonly top: number;
};

function PersonRow({ history, scale, head, top, contact }: RowProps & { readonly contact: PastContact }): ReactNode {
  const { t } = useWords();
  const { contact: id, name, left_at: left } = contact;
  const touches = history.touches.filter(({ contacts }) => contacts.includes(id));
  const ratings = history.ratings.filter((rating) => rating.contact === id);
  const line = head + heights.touches;
  const [begin, end] = [contact.created_at, left].map((at) => (at === null ? null : scale.x(at)));
  return (
    <g transform={`translate(0 ${top})`}>
      <RowName
        text={left === null ? name : `${name} (${t('account.timeline.left')})`}
        head={head}
        y={head + 18}
        isSoft={left !== null}
      />
      <path className={styles['life']} d={`M${begin ?? scale.left} ${line - 8}H${end ?? scale.right}`} />
      {ratings.map((rating, i) => (
        <Strip
          key={rating.rated_at}
          rating={rating}
          from={scale.x(rating.rated_at)}
          to={endOf(ratings[i + 1], end ?? null, scale)}
          y={line}
        />
      ))}
      {touches.map((touch) => (
        <TouchMark key={touch.activity} history={history} touch={touch} x={scale.x(touch.at)} y={line - 8} />
      ))}
    </g>
  );
}

function endOf(next: Rating | undefined, left: number | null, { x, right }: Scale): number {
  return Math.min(next === undefined ? right : x(next.rated_at), left ?? right);
}

/** How somebody stood from one rating to the next. */
function Strip({
  rating,
  from,
  to,
  y,
}: {
  readonly rating: Rating;
  readonly from: number;
  readonly to: number;
  readonly y: number;
}): ReactNode {
  const width = to - from;
  if (width <= 0) return null;
  return (
    <g className={styles['strip']} data-rating={ratingColour(rating.strength)}>
      <rect x={from} y={y} width={width} height={heights.strip} rx={2} />
      {width < 20 ? null : (
        <text x={from + 4} y={y + 11.5}>
          {ratingText(rating.strength)}
        </text>
      )}
    </g>
  );
}

type TouchMarkProps = {
  readonly history: AccountHistory;
  readonly touch: PastTouch;
  readonly x: number;
  readonly y: number;
};

function TouchMark({ history, touch, x, y }: TouchMarkProps): ReactNode {
  const words = useWords();
  const writers = useWriters();
  const shape = shapeOf(touch.channel);
  const path = {
    call: `M${x - 4} ${y}a4 4 0 1 1 8 0a4 4 0 1 1-8 0Z`,
    written: `M${x - 3.5} ${y - 3.5}h7v7h-7Z`,
    meeting: `M${x} ${y - 5.5}L${x + 5.5} ${y + 4}H${x - 5.5}Z`,
  }[shape];
  const rep = history.reps[touch.rep] ?? words.t('rep.colleague');
  return (
    <path className={styles['touch']} data-answered={touch.two_way} d={path}>
      <title>{[writers.moment(touch.at), ...touchWords(words, touch), rep].join(' · ')}</title>
    </path>
  );
}

function DealRow({ history, scale, head, top, deal }: RowProps & { readonly deal: AccountDeal }): ReactNode {
  const words = useWords();
  const { data: choices } = useQuery(choicesQuery);
  const stages = choices?.stages ?? [];
  const open = stages.filter(({ kind }) => kind === 'open');
  return (
    <g transform={`translate(0 ${top})`}>
      <RowName
        text={shortName(deal, history.account.name)}
        head={head}
        y={head + 14}
        isSoft={deal.stages.at(-1)!.kind !== 'open'}
      />
      {deal.stages.map(({ stage, name, kind, from, to }) => {
        const [start, end] = [
          scale.x(from),
          kind === 'open' && to === null ? scale.right : scale.x(to ?? history.last),
        ];
        const text = name ?? stageName(words, stages, stage);
        const width = kind === 'open' ? end - start : Math.max(end - start, 9);
        if (width <= 0 || (kind !== 'open' && start <= scale.left)) return null;
        const place = open.findIndex(({ id }) => id === stage);
        return (
          <g
            key={from}
            className={styles['stage']}
            data-kind={kind}
            data-step={Math.round((4 * Math.max(0, place)) / Math.max(1, open.length - 1))}
          >
            <rect x={start} y={head + 1} width={kind === 'open' ? width : 9} height={heights.stage - 5} rx={2}>
              <title>{text}</title>
            </rect>
            {kind === 'open' ? (
              <text x={start + 5} y={head + 14}>
                {fit(text, width - 8)}
              </text>
            ) : (
              <text x={start + 13} y={head + 14}>
                {start + 13 + text.length * 6.2 < scale.right ? text : ''}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

function RowName({
  text,
  head,
  y,
  isSoft = false,
}: {
  readonly text: string;
  readonly head: number;
  readonly y: number;
  readonly isSoft?: boolean;
}): ReactNode {
  return (
    <text className={isSoft ? styles['softName'] : styles['name']} x={head > 0 ? 8 : 0} y={head > 0 ? 13 : y}>
      {fit(text, head > 0 ? 320 : 164)}
      <title>{text}</title>
    </text>
  );
}

/** A deal's name without its account's, which stands above already. */
function shortName({ deal, name }: AccountDeal, account: string): string {
  const rest = name?.startsWith(account) === true ? name.slice(account.length).replace(/^[\s·–—:-]+/, '') : name;
  return rest === null || rest === '' ? deal : rest;
}

/** As much of a text as has room, roughly. */
function fit(text: string, width: number): string {
  const most = Math.floor(width / 6.4);
  if (text.length <= most) return text;
  return most < 3 ? '' : `${text.slice(0, most - 1).trimEnd()}…`;
}
