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
  return async ({ method, url }) => {
    if (method !== 'GET' && method !== 'HEAD') return null;
    const { pathname } = new URL(url);
    if (others.test(pathname)) return null;
    const isFile = /^\/(assets\/)?[\w-]+(\.[\w-]+)+$/.test(pathname);
    const body = await readFile(isFile ? join(folder, pathname) : page).catch(() => null);
    if (body === null) return null;
    const type = isFile ? (types[extname(pathname)] ?? 'application/octet-stream') : types['.html']!;
    return new Response(method === 'HEAD' ? null : new Uint8Array(body), {
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': policy,
        'Cache-Control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
    });
  };
}
