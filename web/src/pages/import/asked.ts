import type { Among, Question, Report } from '../../api/imports.ts';

const plain = (word: string): string => word.trim().toLowerCase();

/** The settings of which one question has every word, and the setting of the questions about single ones. */
const wholes = { activity_types: 'activity_types', stage_order: 'stages' } as const;

/** Stages of several pipelines may be called alike; their names go on with the pipeline. */
function isWord({ value, name }: Among, word: string): boolean {
  return [value, name, name.split(' · ')[0]!].some((own) => plain(own) === plain(word));
}

/** The question about all words of a kind that has this one, too. */
function wholeOf({ setting, value }: Question, questions: readonly Question[]): Question | undefined {
  if (value === null) return undefined;
  return questions.find(
    (other) =>
      other.value === null &&
      other.setting in wholes &&
      wholes[other.setting as keyof typeof wholes] === setting &&
      other.among?.some((word) => isWord(word, value)) === true,
  );
}

/** What is asked, each thing once: a word that stands in a list is not asked for alone. */
export function asked(questions: readonly Question[]): readonly Question[] {
  return questions.filter((question) => wholeOf(question, questions) === undefined);
}

/** The words of a list of which nothing is known yet. */
export function unknownOf(whole: Question, questions: readonly Question[]): ReadonlySet<string> {
  const open = questions.filter((question) => wholeOf(question, questions) === whole).map(({ value }) => plain(value!));
  return new Set(whole.among?.map(({ value }) => value).filter((value) => open.includes(plain(value))));
}

/** Headers that nothing reads, by what of the CRM their files hold. */
export function unreadOf({ files }: Report): ReadonlyMap<string, readonly string[]> {
  const unread = new Map<string, readonly string[]>();
  for (const { object, unread: headers } of files) {
    if (object !== null) unread.set(object, [...new Set([...(unread.get(object) ?? []), ...headers])]);
  }
  return unread;
}
