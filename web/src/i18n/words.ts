/** A text in both languages. */
export type Text = { readonly en: string; readonly es: string };

/** Words of one part of the app: each key with its text in both languages, so that neither can be forgotten. */
export type Words = Readonly<Record<string, Text>>;

export const languages = ['es', 'en'] as const;
export type Language = (typeof languages)[number];
