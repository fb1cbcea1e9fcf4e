import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Answers requests for the web app; null: this is none. */
export type HandOut = (request: Request) => Promise<Response | null>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** A rule against delays of touch that React Aria puts into the page: the one style that is not in a file. */
const touchStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/** Scripts and styles of this server only; nothing inline, nothing from elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${touchStyle}`,
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Addresses of the server that are no pages. */
const others = /^\/(api|mcp|healthz|readyz|metrics)(\/|$)/;

/**
 * Hands out the built app: its files by their names, which change with what is in them, and its one page for every other address.
 * @param folder of the built app
 */
export function handOut(folder: string): HandOut {
  const page = join(folder, 'index.html');
  return async ({ method, url, headers }) => {
    if (method !== 'GET' && method !== 'HEAD') return null;
    const { pathname } = new URL(url);
    if (others.test(pathname)) return null;
    const isFile = /^\/(assets\/)?[\w-]+(\.[\w-]+)+$/.test(pathname);
    const found = await readPacked(isFile ? join(folder, pathname) : page, headers.get('accept-encoding') ?? '');
    if (found === null) return null;
    const type = isFile ? (types[extname(pathname)] ?? 'application/octet-stream') : types['.html']!;
    return new Response(method === 'HEAD' ? null : new Uint8Array(found.body), {
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': policy,
        'Cache-Control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        Vary: 'Accept-Encoding',
        ...(found.encoding === null ? {} : { 'Content-Encoding': found.encoding }),
      },
    });
  };
}

/** Packed copies of a file, the smallest first: the encoding's name, and the ending that the build gives them. */
const copies = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** A file, or its packed copy where there is one that is taken; null: there is no such file. */
async function readPacked(
  file: string,
  accepted: string,
): Promise<{ readonly body: Buffer; readonly encoding: string | null } | null> {
  for (const [encoding, ending] of copies) {
    if (!takes(accepted, encoding)) continue;
    const body = await readFile(`${file}${ending}`).catch(() => null);
    if (body !== null) return { body, encoding };
  }
  const body = await readFile(file).catch(() => null);
  return body === null ? null : { body, encoding: null };
}

/** Whether an `Accept-Encoding` names an encoding and does not refuse it. */
function takes(accepted: string, encoding: string): boolean {
  return accepted.split(',').some((part) => {
    const [name, ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
