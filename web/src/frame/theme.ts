import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const stored = 'tacto.theme';
const listeners = new Set<() => void>();

function current(): Theme {
  const found = localStorage.getItem(stored);
  return themes.find((theme) => theme === found) ?? 'system';
}

/** Shows the app in a theme, now and the next time. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(stored, theme);
  applyTheme();
  for (const listener of listeners) listener();
}

/** Applies the theme that was chosen before. */
export function applyTheme(): void {
  const theme = current();
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
}
