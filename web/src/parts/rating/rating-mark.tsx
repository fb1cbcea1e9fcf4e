import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import styles from './rating.module.css';

/** A rating with its sign: `+2`, `0`, `−3`; `?` without one. */
export function ratingText(rating: number | null): string {
  if (rating === null) return '?';
  return rating > 0 ? `+${rating}` : rating < 0 ? `−${-rating}` : '0';
}

/** The name of a rating's colour in tokens.css. */
export function ratingColour(rating: number | null): string {
  if (rating === null) return 'none';
  return rating < 0 ? `m${-rating}` : rating > 0 ? `p${rating}` : '0';
}

/** The outline of a rating: round for us, square neutral, pointed against us, dashed when nobody has rated. */
export function ratingPath(rating: number | null, x: number, y: number, r: number): string {
  if (rating !== null && rating < 0) {
    const d = r * 1.2;
    return `M${x} ${y - d}L${x + d} ${y}L${x} ${y + d}L${x - d} ${y}Z`;
  }
  if (rating === 0) {
    const d = r * 0.9;
    return `M${x - d} ${y - d}H${x + d}V${y + d}H${x - d}Z`;
  }
  return `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
}

type RatingMarkProps = {
  readonly rating: number | null;
  /** Half its width. */
  readonly r?: number;
  /** It is older than a rating stays fresh. */
  readonly isOld?: boolean;
  /** Its words stand beside it. */
  readonly isSilent?: boolean;
};

/** How somebody stands to us: by colour, by number and by shape. */
export function RatingMark({ rating, r = 11, isOld = false, isSilent = false }: RatingMarkProps): ReactNode {
  const { t } = useWords();
  const size = Math.ceil(2 * r * 1.2) + 4;
  const middle = size / 2;
  const label = rating === null ? t('rating.none') : t('rating.value', { rating: ratingText(rating) });
  return (
    <svg
      className={styles['mark']}
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      data-rating={ratingColour(rating)}
      data-old={isOld}
      {...(isSilent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path d={ratingPath(rating, middle, middle, r)} />
      <text x={middle} y={middle} dy="0.36em" fontSize={r < 9 ? 9 : Math.min(15, r)}>
        {ratingText(rating)}
      </text>
    </svg>
  );
}
