import { UserError } from '../../domain/errors.ts';

/**
 * Refuses what a page of another origin has a browser send with somebody's cookie. A browser tells the origin of every request that changes
 * something; without one, `Sec-Fetch-Site` must say that it is the same.
 * @throws UserError `wrong_origin`
 */
export function requireOwnOrigin(headers: Headers, url: string): void {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (origin === null ? site === 'same-origin' : origin === url) return;
  throw new UserError({
    code: 'wrong_origin',
    message: {
      en: `This request does not come from ${url}.`,
      es: `Esta petición no viene de ${url}.`,
    },
    fix: {
      en: 'Programs use a token in the header Authorization; a page must be opened under the address set as TACTO_URL.',
      es: 'Los programas usan un token en la cabecera Authorization; una página debe abrirse en la dirección indicada en TACTO_URL.',
    },
  });
}
