/** Whether a file of a folder may be part of an export: what a system or an office program leaves there is none. */
export function isWanted(path: string): boolean {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.some((part) => part.startsWith('.') || part === '__MACOSX')) return false;
  return !name.startsWith('~$') && !/^(thumbs\.db|desktop\.ini)$/i.test(name);
}

/** Names without folders under which files are sent, no two the same: what is called alike has its folders before it. */
export function namesOf(paths: readonly string[]): readonly string[] {
  const own = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const same = (path: string): number =>
    paths.filter((other) => own(other).toLowerCase() === own(path).toLowerCase()).length;
  const root = commonFolder(paths);
  const taken = new Set<string>();
  return paths.map((path) => {
    const whole = same(path) === 1 ? own(path) : path.slice(root.length).replaceAll('/', '-');
    let name = whole;
    for (let nth = 2; taken.has(name.toLowerCase()); nth++) name = `${nth}-${whole}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** The folder in which all paths are, with its slash; empty where there is none. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  let [common = ''] = folders;
  while (!folders.every((folder) => folder.startsWith(common))) common = common.replace(/[^/]*\/$/, '');
  return common;
}
