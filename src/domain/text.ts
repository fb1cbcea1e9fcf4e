/** The languages of everything that a user sees; both are equal. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** One sentence or label in every language. */
export type Text = Readonly<Record<Language, string>>;
