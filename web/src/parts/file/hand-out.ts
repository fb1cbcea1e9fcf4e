/** Gives the reader a file that was made on this device. @param name with its ending */
export function handOut(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** The same of what an answer held. */
export function handOutJson(name: string, content: unknown): void {
  handOut(`${name}.json`, new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
}

/** A name that any system takes for a file, of what people call something. */
export function fileName(title: string): string {
  const plain = title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain.slice(0, 60).replaceAll(/^-+|-+$/g, '') || 'tacto';
}
