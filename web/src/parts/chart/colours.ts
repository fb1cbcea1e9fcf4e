import { useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
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
  // A colour on its way from the one before would be read as that one.
  probe.style.transition = 'none';
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
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const isPrint = useMedia('print');
  return useMemo(() => read(`${theme} ${isDark} ${isPrint}`), [theme, isDark, isPrint]);
}

/** Whether the device is so now; a change is shown at once, for a page is printed as it stands then. */
function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const change = (): void => flushSync(() => setMatches(media.matches));
    media.addEventListener('change', change);
    return () => media.removeEventListener('change', change);
  }, [query]);
  return matches;
}
