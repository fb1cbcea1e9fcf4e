/** HTML that is whole and safe: text came into it escaped. */
export type Markup = { readonly html: string };

/** What a template takes between its tags: text and numbers, which are escaped, and markup, which is not; a list is joined. */
export type Part = string | number | Markup | null | readonly Part[];

/** HTML from a template. Whatever stands in `${…}` is text unless it is markup already, so that no value becomes a tag or an attribute. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: strings.reduce((text, piece, i) => text + rendered(parts[i - 1] ?? null) + piece) };
}

function rendered(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'html' in part ? part.html : part.map(rendered).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute. What no page may hold, or would turn its text around, becomes `�`. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\n\r]+/g, ' ')
    .replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu, '�')
    .replace(/[&<>"']/g, (sign) => entities[sign]!);
}
