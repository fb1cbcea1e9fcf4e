import type { Text } from '../../domain/text.ts';
import { languages } from '../../domain/text.ts';
import { nearest } from '../../domain/errors.ts';
import type { AskedQuestion } from './question.ts';

/** What words were found to ask: a question that they clearly mean, or those that they may mean, the likeliest first. */
export type Found = { readonly clear: AskedQuestion | null; readonly candidates: readonly AskedQuestion[] };

/** A word of a question and how much finding it says: its own words more than those of the KPIs that it takes. */
type Entry = { readonly stem: string; readonly weight: number };

/** Finds questions by id or by words of either language; accents, endings and a slip of the pen do not matter. */
export type Search = (words: string) => Found;

/** How much of what is asked a question must cover to be found at all, and to be clear by itself. */
const [least, enough] = [0.25, 0.45];
/** How many times as well as the next one the clear one covers it, and how many where it covers little. */
const [lead, farLead] = [1.25, 2];
const mostCandidates = 5;

/** @param labelOf what a KPI, effect or report is called */
export function searchOver(
  questions: readonly AskedQuestion[],
  labelOf: (look: AskedQuestion['looks'][number]) => Text,
): Search {
  const entries = questions.map((question) => entriesOf(question, labelOf));
  const phrases = phrasesOf(questions);
  const spread = new Map<string, number>();
  for (const list of entries)
    for (const stem of new Set(list.map((entry) => entry.stem))) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  /** A word that few questions have says more (Spärck Jones 1972). */
  const rarity = (stem: string): number => Math.log(1 + questions.length / (spread.get(stem) ?? 1));
  /** How much of what is asked each question covers, 0 … 1. A word that no question has counts for half: it may be about something else. */
  const scores = (asked: readonly string[]): readonly number[] => {
    const table = asked.map((word) =>
      entries.map((list) => Math.max(0, ...list.map((entry) => entry.weight * likeness(word, entry.stem)))),
    );
    const weights = asked.map((word, i) => rarity(word) * (table[i]!.some((best) => best > 0) ? 1 : 0.5));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    return entries.map((_, q) =>
      all === 0 ? 0 : weights.reduce((sum, weight, i) => sum + weight * table[i]![q]!, 0) / all,
    );
  };
  return (words) => {
    const exact = questions.find((question) => isSame(question, words)) ?? slip(questions, words);
    if (exact !== undefined) return { clear: exact, candidates: [exact] };
    const asked = stemsOf(words);
    const named = phrases.get(keyOf(asked)) ?? [];
    if (named.length === 1) return { clear: named[0]!, candidates: named };
    const found = scores(asked);
    const scored = questions
      .map((question, i) => ({ question, score: found[i]! }))
      .filter(({ score }) => score >= least)
      .toSorted((a, b) => b.score - a.score);
    const [first, second] = scored;
    if (first === undefined) return { clear: null, candidates: [] };
    const times = second === undefined ? Infinity : first.score / second.score;
    const isClear = (first.score >= enough && times >= lead) || times >= farLead;
    return {
      clear: isClear ? first.question : null,
      candidates: scored
        .filter(({ score }) => score >= 0.6 * first.score)
        .slice(0, mostCandidates)
        .map(({ question }) => question),
    };
  };
}

/** The question whose id is meant by a word that is written like one. */
function slip(questions: readonly AskedQuestion[], words: string): AskedQuestion | undefined {
  if (!words.includes('_')) return undefined;
  const meant = nearest(
    words.toLowerCase(),
    questions.map(({ id }) => id),
  );
  return questions.find(({ id }) => id === meant);
}

/** The questions of each way of asking that is written down between commas; of a longer one more than one word must be left to tell it by. */
function phrasesOf(questions: readonly AskedQuestion[]): ReadonlyMap<string, readonly AskedQuestion[]> {
  const found = new Map<string, AskedQuestion[]>();
  for (const question of questions) {
    const parts = languages.flatMap((language) => question.words[language].split(','));
    const keys = parts.flatMap((part) => {
      const stems = stemsOf(part);
      return stems.length > 1 || !part.trim().includes(' ') ? [keyOf(stems)] : [];
    });
    for (const key of new Set(keys)) found.set(key, [...(found.get(key) ?? []), question]);
  }
  return found;
}

function keyOf(stems: readonly string[]): string {
  return stems.toSorted().join(' ');
}

function isSame({ id, text }: AskedQuestion, words: string): boolean {
  const plain = plainOf(words);
  return plain === plainOf(id) || languages.some((language) => plain === plainOf(text[language]));
}

function entriesOf({ id, text, words, looks }: AskedQuestion, labelOf: Parameters<typeof searchOver>[1]): Entry[] {
  const of = (weight: number, ...texts: readonly string[]): Entry[] =>
    texts.flatMap((part) => stemsOf(part).map((stem) => ({ stem, weight })));
  const labels = looks.map((look) => labelOf(look));
  return [
    ...of(1, id, text.en, text.es),
    ...of(0.9, words.en, words.es),
    ...of(
      0.5,
      ...looks.map(({ subject }) => ('id' in subject ? subject.id : '')),
      ...labels.flatMap((l) => [l.en, l.es]),
    ),
  ];
}

/** Small letters without accents and punctuation. */
function plainOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const noise = new Set(
  `a an and any are as at be but by can could do does for from get good has have how i if in is it its just me my of on or our shall should so that the their them there these they this to us was we what when
   where which who whom will with would you your not no too much many really still well ever
   al algo como con cual cuales cuando cuanta cuantas cuanto cuantos de del donde e el ella en es esta estamos estan este esto hay la las le les lo los mas me mi muy nos nuestra nuestro nuestros o para
   pero por que quien quienes se si sin sobre son su sus tan te tiene tu u un una unos y ya yo bien buen bueno buena algun alguna algunos realmente`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Words that ask say something too, and the same in both languages. */
const asking: readonly (readonly [RegExp, string])[] = [
  [/\b(?:why|por que|porque)\b/g, ' ?why '],
  [/\b(?:whom|who|quien|quienes)\b/g, ' ?who '],
  [/\b(?:where|donde|adonde)\b/g, ' ?where '],
  [/\b(?:when|at what time|cuando|a que horas?)\b/g, ' ?when '],
  [/\b(?:how long|cuanto tiempo|cuanto tarda|cuanto tardan|cuanto dura|cuanto duran)\b/g, ' ?howlong '],
];

function stemsOf(text: string): readonly string[] {
  const plain = asking.reduce((words, [pattern, token]) => words.replace(pattern, token), plainOf(text));
  const words = plain.split(' ').filter((word) => word.length > 1);
  const telling = words.filter((word) => !noise.has(word));
  return [
    ...new Set((telling.length > 0 ? telling : words).map((word) => (word.startsWith('?') ? word : stemOf(word)))),
  ];
}

/** Without the endings of plurals, genders and the commonest forms of verbs in both languages: near enough to compare words. */
function stemOf(word: string): string {
  if (word.length <= 3) return word;
  const bare = word.replace(/(?:ciones|cion|mente)$/, '').replace(/(?:ings?|ed|ers?|ly)$/, '');
  const kept = bare.length >= 3 ? bare : word;
  const short = kept.replace(/(?:es|s)$/, '').replace(/[aeo]$/, '');
  return short.length >= 3 ? short : kept;
}

/** 1 for the same word, less for one that begins alike or has a slip in it, else 0. */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 4 && long.startsWith(short) && short.length >= 0.5 * long.length) return 0.8;
  if (short.length >= 5 && isSlip(a, b)) return 0.7;
  return 0;
}

/** One letter wrong, missing, too many or two of them changed over. */
function isSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === `${right[1]}${right[0]}`);
}
