import type { DirectoryDropItem, DropItem } from 'react-aria-components';

/** What a file picker chose. */
export function filesOfList(list: FileList | null): readonly File[] {
  return list === null ? [] : Array.from(list).filter(isWanted);
}

/** The files that were dropped, those in folders too. */
export async function filesOf(items: readonly DropItem[]): Promise<readonly File[]> {
  const files: File[] = [];
  for (const item of items) {
    if (item.kind === 'file') files.push(await item.getFile());
    else if (item.kind === 'directory') files.push(...(await filesIn(item)));
  }
  return files.filter(isWanted);
}

async function filesIn(folder: DirectoryDropItem): Promise<readonly File[]> {
  const files: File[] = [];
  for await (const entry of folder.getEntries()) {
    if (entry.kind === 'file') files.push(await entry.getFile());
    else files.push(...(await filesIn(entry)));
  }
  return files;
}

/** Files of the system are no export. */
function isWanted({ name }: File): boolean {
  return !name.startsWith('.') && name !== 'Thumbs.db';
}
