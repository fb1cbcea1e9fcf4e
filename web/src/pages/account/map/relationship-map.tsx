import { type CSSProperties, type ReactNode, useMemo } from 'react';
import type { AccountMap, MapContact } from '../../../api/accounts.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { RatingMark, ratingText } from '../../../parts/rating/rating-mark.tsx';
import { useWidth } from '../../../state/width.ts';
import { initials, marksOf, talkText } from '../about.ts';
import { type Box, layoutOf, type Line, type MapLayout } from './layout.ts';
import styles from './map.module.css';

type RelationshipMapProps = {
  readonly map: AccountMap;
  readonly chosen: string | null;
  readonly onChoose: (contact: string | null) => void;
};

/** An account's people by influence and role, and the lines of who of ours talks to whom. */
export function RelationshipMap({ map, chosen, onChoose }: RelationshipMapProps): ReactNode {
  const { t } = useWords();
  const [place, width] = useWidth<HTMLDivElement>();
  const layout = useMemo(() => (width === null ? null : layoutOf(map, width)), [map, width]);
  return (
    <div ref={place} className={styles['map']} role="group" aria-label={t('account.map')}>
      {layout === null ? null : <Drawn layout={layout} map={map} chosen={chosen} onChoose={onChoose} />}
    </div>
  );
}

function Drawn({ layout, map, chosen, onChoose }: RelationshipMapProps & { readonly layout: MapLayout }): ReactNode {
  const { t } = useWords();
  const { way, width, height, contacts, reps, lines, lanes, groups } = layout;
  return (
    <div className={styles['field']} style={{ height }} data-way={way}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {lanes.map((lane, i) =>
          way === 'columns' ? (
            <rect
              key={lane.influence}
              className={styles['lane']}
              data-odd={i % 2 === 1}
              x={0}
              y={lane.top}
              width={width}
              height={lane.height}
            />
          ) : (
            <path key={lane.influence} className={styles['rule']} d={`M${lane.left + lane.width / 2} 20V${height}`} />
          ),
        )}
        {groups.map(({ group, left, top }, i) =>
          way === 'columns' && i > 0 ? (
            <path key={group} className={styles['rule']} d={`M${left} ${top + 8}V${floorOf(lanes)}`} />
          ) : null,
        )}
        <Together layout={layout} map={map} chosen={chosen} />
        {lines.map((line) => (
          <TieLine
            key={`${line.tie.rep} ${line.tie.contact}`}
            line={line}
            way={way}
            isFaint={chosen !== null && line.tie.contact !== chosen}
          />
        ))}
      </svg>
      {lanes.map((lane) => (
        <span
          key={lane.influence}
          className={styles['influence']}
          style={way === 'columns' ? { ...boxOf(lane), width: 76 } : { left: lane.left, width: lane.width, top: 0 }}
        >
          {way === 'columns' ? t('account.influence', { n: lane.influence }) : lane.influence}
        </span>
      ))}
      {way === 'rows' ? <span className={styles['axis']}>{t('account.influence.short')}</span> : null}
      {groups.map((group) => (
        <span key={group.group} className={styles['group']} style={boxOf(group)}>
          {t(`account.group.${group.group}`)}
        </span>
      ))}
      {contacts.map(({ contact, x, y, r, box }) => (
        <Person
          key={contact.contact}
          contact={contact}
          r={r}
          box={box}
          mark={{ left: x - box.left, top: y - box.top }}
          isChosen={contact.contact === chosen}
          onChoose={() => onChoose(contact.contact === chosen ? null : contact.contact)}
          said={map.ties
            .filter((tie) => tie.contact === contact.contact)
            .map((tie) => `${tie.rep_name ?? t('rep.colleague')}: ${talkText({ t }, tie)}`)
            .join('; ')}
        />
      ))}
      {reps.map(({ rep, name, x, y }) => (
        <span key={rep} className={styles['rep']} style={{ left: x, top: y }} title={name ?? t('rep.colleague')}>
          <span className={styles['badge']}>{initials(name ?? t('rep.colleague'))}</span>
          <span className={way === 'columns' ? styles['repName'] : 'visually-hidden'}>
            {name ?? t('rep.colleague')}
          </span>
        </span>
      ))}
    </div>
  );
}

function TieLine({
  line,
  way,
  isFaint,
}: {
  readonly line: Line;
  readonly way: MapLayout['way'];
  readonly isFaint: boolean;
}): ReactNode {
  const { t } = useWords();
  const { alone, group, tried } = line.tie;
  const answered = alone + group;
  const kind = alone > 0 ? 'alone' : group > 0 ? 'group' : 'tried';
  return (
    <g className={styles['tie']} data-kind={kind} data-faint={isFaint}>
      {tried === 0 ? null : (
        <path
          data-part="tried"
          d={line.path}
          strokeWidth={answered === 0 ? breadthOf(tried) : breadthOf(answered) + 4}
          // The larger their share, the closer the dots.
          style={{ strokeDasharray: `1 ${Math.round((8 * (answered + tried)) / tried)}` }}
        />
      )}
      {answered === 0 ? null : <path d={line.path} strokeWidth={breadthOf(answered)} />}
      <text x={line.end.x} y={line.end.y} textAnchor={way === 'rows' ? 'end' : 'start'}>
        {tried === 0 ? answered : t('account.tie', { answered, all: answered + tried })}
      </text>
    </g>
  );
}

/** How broad a line of so many touches is, in pixels. */
function breadthOf(touches: number): number {
  return Math.min(5, 1.5 + Math.log2(touches));
}

/** With whom the chosen one sat in a group. */
function Together({
  layout,
  map,
  chosen,
}: {
  readonly layout: MapLayout;
  readonly map: AccountMap;
  readonly chosen: string | null;
}): ReactNode {
  if (chosen === null) return null;
  const at = (id: string): { x: number; y: number } | undefined =>
    layout.contacts.find(({ contact }) => contact.contact === id);
  return map.together
    .filter(({ one, other }) => one === chosen || other === chosen)
    .map(({ one, other }) => {
      const [a, b] = [at(one), at(other)];
      if (a === undefined || b === undefined) return null;
      const bend =
        layout.way === 'columns'
          ? `Q${(a.x + b.x) / 2} ${Math.max(a.y, b.y) + 46}`
          : `Q${Math.max(a.x, b.x) + 46} ${(a.y + b.y) / 2}`;
      return <path key={`${one} ${other}`} className={styles['together']} d={`M${a.x} ${a.y}${bend} ${b.x} ${b.y}`} />;
    });
}

type PersonProps = {
  readonly contact: MapContact;
  readonly r: number;
  readonly box: Box;
  readonly mark: { readonly left: number; readonly top: number };
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  /** Who of ours talks to them, read out. */
  readonly said: string;
};

function Person({ contact, r, box, mark, isChosen, onChoose, said }: PersonProps): ReactNode {
  const { t } = useWords();
  const { name, title, rating, rated_lately: isFresh } = contact;
  const marks = marksOf(contact);
  const role = contact.role === null ? t('role.none') : t(`role.${contact.role}`);
  const about = [
    rating === null ? t('rating.none') : t('rating.value', { rating: ratingText(rating) }),
    role,
    t('account.influence', { n: contact.influence }),
    said,
  ].filter((part) => part !== '');
  return (
    <button type="button" className={styles['person']} style={boxOf(box)} aria-pressed={isChosen} onClick={onChoose}>
      <span className={styles['words']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['title']}>{title ?? role}</span>
        <span className={styles['marks']}>
          {marks.map((each) => (
            <span key={each} className={styles['flag']} data-mark={each}>
              {t(`account.mark.${each}`)}
            </span>
          ))}
        </span>
      </span>
      <span className={styles['mark']} style={mark} aria-hidden="true">
        <RatingMark rating={rating} r={r} isOld={!isFresh} isSilent />
      </span>
      <span className="visually-hidden">. {about.join('. ')}</span>
    </button>
  );
}

function boxOf({ left, top, width, height }: Box): CSSProperties {
  return { left, top, width, height };
}

function floorOf(lanes: MapLayout['lanes']): number {
  const last = lanes.at(-1);
  return last === undefined ? 0 : last.top + last.height;
}
