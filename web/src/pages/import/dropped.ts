import type { DirectoryDropItem, DropItem } from 'react-aria-components';
import { isWanted, namesOf } from './paths.ts';

/** A file with the folders in which it was. */
type Placed = { readonly path: string; readonly file: File };

/** What a picker of files or of a folder chose. */
export function filesOfList(list: FileList | null): readonly File[] {
  const files = list === null ? [] : Array.from(list);
  return toSend(files.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

/** The files that were dropped, those in folders too. */
export async function filesOf(items: readonly DropItem[]): Promise<readonly File[]> {
  const placed: Placed[] = [];
  for (const item of items) {
    if (item.kind === 'file') placed.push({ path: item.name, file: await item.getFile() });
    else if (item.kind === 'directory') placed.push(...(await filesIn(item, `${item.name}/`)));
  }
  return toSend(placed);
}

async function filesIn(folder: DirectoryDropItem, path: string): Promise<readonly Placed[]> {
  const placed: Placed[] = [];
  for await (const entry of folder.getEntries()) {
    if (entry.kind === 'file') placed.push({ path: path + entry.name, file: await entry.getFile() });
    else if (isWanted(`${path}${entry.name}/`)) placed.push(...(await filesIn(entry, `${path}${entry.name}/`)));
  }
  return placed;
}

function toSend(placed: readonly Placed[]): readonly File[] {
  const wanted = placed.filter(({ path }) => isWanted(path));
  const names = namesOf(wanted.map(({ path }) => path));
  return wanted.map(({ file }, i) => (file.name === names[i] ? file : new File([file], names[i]!)));
}
