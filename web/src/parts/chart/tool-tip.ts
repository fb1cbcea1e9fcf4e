import type { ChartColours } from './colours.ts';

/** What stands beside a mark that is pointed at; drawn, for markup would bring styles that the server's policy refuses. */
export function toolTip(colours: ChartColours): object {
  return {
    trigger: 'item',
    renderMode: 'richText',
    confine: true,
    backgroundColor: colours.sheet,
    borderColor: colours['line-strong'],
    borderWidth: 1,
    textStyle: { color: colours.ink, fontSize: 13 },
  };
}
