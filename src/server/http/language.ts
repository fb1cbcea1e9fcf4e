import { type Language, languages } from '../../domain/text.ts';

/**
 * The language that a reader wants most, of those that there are.
 * @param accept an `Accept-Language` header
 */
export function languageOf(accept: string | null | undefined, usual: Language): Language {
  const wanted = (accept ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, i) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((p) => /^\s*q=([0-9.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality), i };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.i - b.i);
  for (const { tag } of wanted) {
    const known = languages.find((language) => tag === language || tag.startsWith(`${language}-`));
    if (known !== undefined) return known;
    if (tag === '*') return usual;
  }
  return usual;
}
