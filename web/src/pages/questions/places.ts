import type { Look } from '../../api/ask.ts';
import type { WordKey } from '../../i18n/all-words.ts';

/** A page on which something is seen. */
export type Place = {
  readonly to: string;
  readonly label: WordKey;
  readonly search: Readonly<Record<string, string>>;
};

const people: Place = { to: '/people', label: 'page.people', search: {} };
const numbers: Place = { to: '/numbers', label: 'page.numbers', search: {} };
const process: Place = { to: '/process', label: 'page.process', search: {} };
const board: Place = { to: '/board', label: 'page.board', search: {} };

/** The page that shows what a look is about: its command on a terminal says which. */
export function placeOf({ kind, id, command }: Look): Place {
  const words = command.slice(command.indexOf('tacto') + 1);
  const by = words[words.indexOf('--by') + 1];
  if (words[0] === 'compare')
    return { ...people, search: { kpi: id, ...(by === 'rep' || by === 'team' ? { by } : {}) } };
  if (kind === 'kpi') return { ...board, search: { focus: id } };
  return placeOfCommand(words.join(' '));
}

/** The page that shows what a command shows. */
export function placeOfCommand(command: string): Place {
  const [name, ...rest] = command.replace(/^tacto /, '').split(' ');
  if (command.startsWith('--where rep')) return people;
  if (name === 'why' || name === 'diagnose' || name === 'compare') return people;
  if (name === 'effects') return numbers;
  if (name === 'cost') return rest.length === 0 ? process : numbers;
  return board;
}
