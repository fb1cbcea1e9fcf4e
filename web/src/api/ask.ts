import { queryOptions } from '@tanstack/react-query';
import { type Query, read } from './client.ts';

/** A question in the list: how much of it the log can answer. */
export type ListedQuestion = {
  readonly id: string;
  readonly group: string;
  readonly text: string;
  readonly looks: readonly string[];
  readonly data: 'all' | 'some' | 'none' | null;
};

/** One look at the log on the way to an answer (docs/json.md). */
export type Look = {
  readonly kind: 'kpi' | 'effect' | 'flags' | 'report';
  readonly id: string;
  readonly label: string;
  readonly why: string;
  readonly command: readonly string[];
  readonly missing: readonly string[];
  readonly missing_breakdown: readonly string[];
  readonly capture: readonly {
    readonly name: string;
    readonly how: string | null;
    readonly fields: Readonly<Record<string, string>>;
  }[];
  readonly texts: readonly string[];
};

export type AnsweredQuestion = {
  readonly id: string;
  readonly group: string;
  readonly text: string;
  readonly reading: string;
  readonly answerable: 'yes' | 'partly' | 'no';
  readonly looks: readonly Look[];
};

/** What is said of KPIs to steer by. */
export type FocusAdvice = {
  readonly chosen: readonly string[];
  readonly too_many: boolean;
  readonly begin_with: readonly string[];
  readonly one_sided: 'Q' | 'P' | 'R' | null;
};

export type AskAnswer = {
  readonly questions: readonly AnsweredQuestion[];
  readonly candidates?: readonly { readonly id: string; readonly text: string }[];
  readonly focus?: FocusAdvice;
};

/** The questions that there are. */
export const questionsQuery = queryOptions({
  queryKey: ['questions'],
  queryFn: async ({ signal }) =>
    (await read<{ readonly questions: readonly ListedQuestion[] }>('/ask', {}, signal)).questions,
  staleTime: 300_000,
});

/** A question by its id, or in words. */
export function askQuery(question: string, query: Query) {
  return queryOptions({
    queryKey: ['ask', question, query],
    queryFn: ({ signal }) => read<AskAnswer>('/ask', { question, ...query }, signal),
  });
}

/** What is to be said of KPIs that somebody wants to steer by. */
export function adviceQuery(focus: readonly string[], query: Query) {
  return queryOptions({
    queryKey: ['advice', focus, query],
    queryFn: async ({ signal }) =>
      (await read<{ readonly focus: FocusAdvice }>('/ask', { focus, ...query }, signal)).focus,
  });
}

/** A way of managing, and the KPIs that it looks at first. */
export type Playbook = {
  readonly id: string;
  readonly label: string;
  readonly philosophy: string;
  readonly fits: string;
  readonly beware: string;
  readonly focus: readonly string[];
};

/** The ways of managing. Which of them fits the record is another matter, and takes time. */
export type Playbooks = { readonly playbooks: readonly Playbook[] };

export const playbooksQuery = queryOptions({
  queryKey: ['playbooks'],
  queryFn: ({ signal }) => read<Playbooks>('/playbooks', { proposal: 'no' }, signal),
  staleTime: 300_000,
});
