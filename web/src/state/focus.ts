import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useSyncExternalStore } from 'react';
import { playbooksQuery } from '../api/ask.ts';
import { meQuery } from '../api/me.ts';
import { focusKey, kpisIn, usualPlaybook } from './kept-focus.ts';

/** More are allowed, and said to be too many. */
export const mostFocus = 3;

const listeners = new Set<() => void>();

/** The KPIs in focus: those of the address, else those that the user chose last on this device, else the playbook’s. */
export type Focus = {
  readonly kpis: readonly string[];
  /** Whether they were chosen one by one. */
  readonly isOwn: boolean;
  readonly playbook: string;
  /** Puts KPIs into focus, and keeps them for the next time; null: the playbook’s again. */
  readonly choose: (kpis: readonly string[] | null) => void;
};

/** What is in focus, and how to change it. */
export function useFocus(): Focus {
  const { data: me } = useQuery(meQuery);
  const { data } = useQuery(playbooksQuery);
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const key = focusKey(me?.user_id ?? '');
  const kept = useSyncExternalStore(listen, () => localStorage.getItem(key));
  const playbooks = data?.playbooks ?? [];
  const playbook = playbooks.find(({ id }) => id === search['playbook'])?.id ?? usualPlaybook;
  const asked = kpisIn(search['focus']);
  const own = asked.length > 0 ? asked : search['playbook'] === undefined ? kpisIn(kept) : [];
  const choose = useCallback(
    (kpis: readonly string[] | null): void => {
      const text = kpis === null || kpis.length === 0 ? null : [...new Set(kpis)].join(',');
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
      for (const listener of listeners) listener();
      void navigate({
        to: '.',
        search: (now: Readonly<Record<string, unknown>>) =>
          Object.fromEntries(Object.entries({ ...now, focus: text }).filter(([, value]) => value !== null)),
        replace: true,
        resetScroll: false,
      });
    },
    [key, navigate],
  );
  return {
    kpis: own.length > 0 ? own : (playbooks.find(({ id }) => id === playbook)?.focus ?? []),
    isOwn: own.length > 0,
    playbook,
    choose,
  };
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
