import { parseDocument } from 'yaml';
import { defaultWorkspace, type Workspace } from '../../domain/workspace.ts';

/** What an organisation has settled by itself: an import need not ask for it and does not change it unless its settings say so. */
export function chosenIn(home: Workspace): readonly (keyof Workspace)[] {
  return (Object.keys(home) as (keyof Workspace)[]).filter(
    (key) => key !== 'as_of' && JSON.stringify(home[key]) !== JSON.stringify(defaultWorkspace[key]),
  );
}

/** The settings of a proposed map without those that the organisation has settled, and without the language that nobody chose. */
export function withoutChosen(mapSettings: string, chosen: readonly (keyof Workspace)[]): string {
  const document = parseDocument(mapSettings);
  for (const key of [...chosen, 'locale']) document.deleteIn(['workspace', key]);
  const left = document.get('workspace') as { readonly items?: readonly unknown[] } | undefined;
  if (left?.items?.length === 0) document.delete('workspace');
  return document.toString({ lineWidth: 0 });
}
