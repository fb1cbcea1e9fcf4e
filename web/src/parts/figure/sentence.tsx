import { Fragment, type ReactNode } from 'react';

const mark = '\u0001';

/** Stands in a text for what is drawn in its place. */
export function place(name: string): string {
  return `${mark}${name}${mark}`;
}

type SentenceProps = {
  /** A text with places in it. */
  readonly text: string;
  /** What is drawn at each place, such as a number that opens. */
  readonly parts: Readonly<Record<string, ReactNode>>;
};

/** A sentence in which numbers open. */
export function Sentence({ text, parts }: SentenceProps): ReactNode {
  return text.split(mark).map((piece, i) => <Fragment key={i}>{i % 2 === 0 ? piece : parts[piece]}</Fragment>);
}
