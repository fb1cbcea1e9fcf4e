import { formText } from '../field/form-text.ts';

/** What was entered, without spaces around it; null where nothing was. */
export function formValue(form: FormData, name: string): string | null {
  const text = formText(form, name).trim();
  return text === '' ? null : text;
}

/** The values that were chosen of several. */
export function formValues(form: FormData, name: string): readonly string[] {
  return form.getAll(name).filter((value): value is string => typeof value === 'string');
}

/** A number as people write it, with a point or a comma; null where there is none. */
export function readNumber(text: string | null): number | null {
  const plain = (text ?? '').trim().replace(/\s/g, '').replace(',', '.');
  if (plain === '') return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : null;
}
