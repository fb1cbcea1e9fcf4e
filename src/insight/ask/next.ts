import { isUsable, type LookAnswer, type QuestionAnswer } from './answer.ts';
import { asksForRep, type Asking, commandLine } from './commands.ts';

/**
 * The command to run next: of the looks that the log can answer the first whose figure can be used, and that needs no name that is not known yet;
 * null where there is none.
 */
export function nextCommand({ looks }: QuestionAnswer, asking: Asking): readonly string[] | null {
  const isReady = ({ look, shown, missingBreakdown }: LookAnswer): boolean =>
    shown !== null && missingBreakdown.length === 0 && !commandLine(look.run, asking).some((word) => asksForRep(word));
  const ready = looks.filter(isReady);
  const next = ready.find(isUsable) ?? ready[0];
  return next === undefined ? null : commandLine(next.look.run, asking);
}
