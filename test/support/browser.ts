/** Follows redirects by hand and keeps cookies, as a browser does for one site. */
export type Browser = {
  readonly go: (url: string, init?: RequestInit) => Promise<Response>;
  /** The cookies as a request sends them. */
  readonly cookies: () => string;
};

export function openBrowser(origin: string): Browser {
  const kept = new Map<string, string>();
  const cookies = (): string => [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    cookies,
    go: async (url, init = {}) => {
      const isOwn = url.startsWith(origin);
      const headers = new Headers(init.headers);
      if (isOwn) headers.set('Origin', origin);
      if (isOwn && kept.size > 0) headers.set('Cookie', cookies());
      const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
      if (!isOwn) return answer;
      for (const set of answer.headers.getSetCookie()) {
        const [pair = ''] = set.split(';');
        const at = pair.indexOf('=');
        const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
        if (value === '' || /Max-Age=0(;|$)/i.test(set)) kept.delete(name);
        else kept.set(name, value);
      }
      return answer;
    },
  };
}

export function json(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}
