import type { ReactNode } from 'react';
import { Button, type ButtonProps } from 'react-aria-components';
import styles from './button.module.css';

type Props = Omit<ButtonProps, 'className' | 'style'> & { readonly isLarge?: boolean };

const classes = (...names: readonly (string | false | undefined)[]): string =>
  names.flatMap((name) => (typeof name === 'string' ? [styles[name]!] : [])).join(' ');

/** The one thing to do here. */
export function MainButton({ isLarge = false, ...props }: Props): ReactNode {
  return <Button {...props} className={classes('button', 'main', isLarge && 'large')} />;
}

/** Something else to do. */
export function PlainButton({ isLarge = false, ...props }: Props): ReactNode {
  return <Button {...props} className={classes('button', isLarge && 'large')} />;
}
