import { UserError } from '../domain/errors.ts';
import type { Text } from '../domain/text.ts';

/**
 * The error to throw when a file or folder that the user named cannot be read or written: `cannot_read` or `cannot_write` with the
 * reason in words where the user can mend it, else the error itself.
 */
export function fileFault(to: 'read' | 'write', path: string, error: unknown): unknown {
  const reason = fileReason(error, to);
  if (reason === null) return error;
  return new UserError({
    code: to === 'read' ? 'cannot_read' : 'cannot_write',
    message:
      to === 'read'
        ? { en: `${path} cannot be read: ${reason.en}.`, es: `No se puede leer ${path}: ${reason.es}.` }
        : { en: `${path} cannot be written: ${reason.en}.`, es: `No se puede escribir ${path}: ${reason.es}.` },
  });
}

/** Why the system refuses a path, in words; null when it is no fault of the path. */
export function fileReason(error: unknown, to: 'read' | 'write'): Text | null {
  if (!(error instanceof Error)) return null;
  switch ('code' in error ? error.code : codeInWords(error.message)) {
    case 'ENOENT':
      return to === 'read'
        ? { en: 'there is no such file', es: 'no existe ese archivo' }
        : { en: 'its folder does not exist or takes nothing new', es: 'su carpeta no existe o no admite nada nuevo' };
    case 'EISDIR':
      return { en: 'it is a folder', es: 'es una carpeta' };
    case 'EEXIST':
      return { en: 'something of that name is there already', es: 'ya existe algo con ese nombre' };
    case 'ENOTDIR':
      return { en: 'a part of its path is not a folder', es: 'una parte de la ruta no es una carpeta' };
    case 'EACCES':
    case 'EPERM':
      return { en: 'you have no permission', es: 'no tiene permiso' };
    case 'EROFS':
      return { en: 'that disk is read-only', es: 'ese disco es de solo lectura' };
    case 'ENAMETOOLONG':
      return { en: 'its name is too long', es: 'el nombre es demasiado largo' };
    case 'ENOSPC':
    case 'EDQUOT':
      return { en: 'the disk is full', es: 'el disco está lleno' };
    case 'ELOOP':
      return { en: 'its links lead in a circle', es: 'sus enlaces forman un círculo' };
    default:
      return null;
  }
}

/** DuckDB tells in words that a disk is full. */
function codeInWords(message: string): string | null {
  return message.includes('No space left on device') ? 'ENOSPC' : null;
}
