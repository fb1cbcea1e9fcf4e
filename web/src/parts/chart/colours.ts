import { useEffect, useMemo, useState } from 'react';
import { useTheme } from '../../frame/theme.ts';

const names = [
  'ink',
  'ink-soft',
  'line',
  'line-strong',
  'sheet',
  'accent',
  'accent-wash',
  'good',
  'bad',
  'wash',
] as const;

/** The colours of the theme, as a chart needs them. */
export type ChartColours = Readonly<Record<(typeof names)[number], string>>;

/** @param _shown which theme is shown: colours are read anew when it changes */
function read(_shown: string): ChartColours {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colours = Object.fromEntries(
    names.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  ) as ChartColours;
  probe.remove();
  return colours;
}

/** The colours of the theme that the reader sees now. */
export function useChartColours(): ChartColours {
  const theme = useTheme();
  const [isDark, setIsDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const change = (): void => setIsDark(media.matches);
    media.addEventListener('change', change);
    return () => media.removeEventListener('change', change);
  }, []);
  return useMemo(() => read(`${theme} ${isDark}`), [theme, isDark]);
}
