import { UserError } from '../domain/errors.ts';
import { overflows } from './dialect.ts';

/**
 * Does work that adds up and converts money, which has room for 20 digits before the point.
 * @throws UserError `too_much_money` where a total or a converted amount has more
 */
export async function withinDigits<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !overflows.test(error.message)) throw error;
    throw new UserError({
      code: 'too_much_money',
      message: {
        en: 'Money adds up to more than 20 digits before the decimal point.',
        es: 'El dinero suma más de 20 cifras antes de la coma decimal.',
      },
      fix: {
        en: 'Look for amounts and exchange rates that are wrong; a rate says what one unit of that currency is worth in that of workspace.json.',
        es: 'Busque importes y tipos de cambio erróneos; un tipo dice cuánto vale una unidad de esa moneda en la de workspace.json.',
      },
    });
  }
}
