import { lazy, type ReactNode } from 'react';
import { Opens } from './opens.tsx';

const ToldDialog = lazy(() => import('./told-dialog.tsx').then((module) => ({ default: module.ToldDialog })));

export type ToldProps = {
  readonly label: string;
  /** The number as it is written. */
  readonly text: string;
  /** What it means, in a sentence. */
  readonly meaning: string;
  readonly formula?: string;
  readonly numerator?: string;
  readonly denominator?: string;
  /** How sure it is, in a sentence. */
  readonly sure?: ReactNode;
  /** The records behind it. */
  readonly children: ReactNode;
};

/** A number that is no KPI of its own and opens as one: what it means, what it is made of, how sure it is, and the records behind it. */
export function Told(props: ToldProps): ReactNode {
  return (
    <Opens label={props.label} text={props.text}>
      <ToldDialog {...props} />
    </Opens>
  );
}
