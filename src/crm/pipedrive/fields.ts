import type { Field, FieldKind } from '../import/definition.ts';

/** A field by the names under which exports have it. */
export const of = (kind: FieldKind, ...names: readonly string[]): Field => ({ kind, names });

/** What an object is called in front of its columns: `Deal - Value`, `Trato - Valor`. */
type Prefixes = { readonly en: readonly string[]; readonly es: readonly string[] };

/** The labels of a column on the screen, without what stands in front of them. */
type Labels = { readonly en?: readonly string[]; readonly es?: readonly string[] };

/** Fields of an object: by the keys of the API and by the labels of its CSV exports, with and without the object in front. */
export const labelled =
  ({ en, es }: Prefixes) =>
  (kind: FieldKind, keys: readonly string[], labels: Labels = {}): Field => {
    const titled = (prefixes: readonly string[], own: readonly string[] = []): string[] =>
      own.flatMap((label) => prefixes.map((prefix) => `${prefix} - ${label}`));
    const all = [...titled(en, labels.en), ...titled(es, labels.es), ...(labels.en ?? []), ...(labels.es ?? [])];
    return of(kind, ...keys, ...all);
  };

export const prefixes = {
  deal: { en: ['Deal'], es: ['Trato', 'Negocio'] },
  person: { en: ['Person', 'Contact person'], es: ['Persona', 'Persona de contacto'] },
  organization: { en: ['Organization', 'Organisation'], es: ['Organización'] },
  activity: { en: ['Activity'], es: ['Actividad'] },
  lead: { en: ['Lead'], es: ['Prospecto', 'Lead'] },
} as const;

/** The names of files that hold an object: `deals`, `deals-1234567-42`, `pipedrive_deals`. */
export const named = (words: string): RegExp => new RegExp(`^(pipedrive)?(all|todos|todas)?(${words})(export)?\\d*$`);

/** When a record was made and last written, by the API. */
export const stamps = { add_time: ['add_time'], update_time: ['update_time'] } as const;

/** Whether a record was deleted: v1 says that it is not active, v2 that it is deleted. */
export const state = {
  is_deleted: of('flag', 'is_deleted', 'deleted', '_fivetran_deleted'),
  is_active: of('flag', 'active_flag'),
};
