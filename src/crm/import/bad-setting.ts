import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';

/** A value of the settings that is not right. */
export function badSetting(file: string, key: string, value: unknown, right: Text): UserError {
  const shown = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'null');
  return new UserError({
    code: 'bad_settings',
    message: { en: `${file}: ${key} has the value ${shown}.`, es: `${file}: ${key} tiene el valor ${shown}.` },
    fix: { en: `Right would be ${right.en}.`, es: `Lo correcto sería: ${right.es}.` },
  });
}
