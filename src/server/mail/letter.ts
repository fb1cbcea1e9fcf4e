import type { Language } from '../../domain/text.ts';

/** A part of a letter. */
export type Block =
  | { readonly kind: 'heading' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'link'; readonly label: string; readonly href: string };

/** A letter before it is set as text and as HTML. */
export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly language: Language;
  readonly blocks: readonly Block[];
  /** How to get no more of its kind: the address of the one-click request, and of the page for people. */
  readonly unsubscribe: { readonly oneClick: string; readonly page: string } | null;
};

/** A letter as it is sent. */
export type SetLetter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly oneClick: string | null;
};

const noMore = { en: 'No more of these mails', es: 'No recibir más correos como este' } as const;

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const link = (label: string, href: string): Block => ({ kind: 'link', label, href });

/** Sets a letter as plain text and as HTML that needs nothing from elsewhere. */
export function setLetter({ to, subject, language, blocks, unsubscribe }: Letter): SetLetter {
  const end = unsubscribe === null ? [] : [link(noMore[language], unsubscribe.page)];
  return {
    to,
    subject: subject.replaceAll(/\s+/g, ' ').trim(),
    text: `${[...blocks, ...end].map(asText).join('\n\n')}\n`,
    html: page(language, blocks.map(asHtml).join('\n'), end.map(asHtml).join('')),
    oneClick: unsubscribe?.oneClick ?? null,
  };
}

function asText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text.toUpperCase();
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'link':
      return `${block.label}:\n${block.href}`;
  }
}

function asHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2 style="font-size:17px;margin:24px 0 8px">${escaped(block.text)}</h2>`;
    case 'paragraph':
      return `<p style="margin:0 0 12px">${escaped(block.text)}</p>`;
    case 'list':
      return `<ul style="margin:0 0 12px;padding-left:20px">${block.items.map((item) => `<li style="margin:0 0 6px">${escaped(item)}</li>`).join('')}</ul>`;
    case 'link':
      return `<p style="margin:0 0 12px"><a href="${escaped(block.href)}" style="color:#0b57d0">${escaped(block.label)}</a></p>`;
  }
}

function page(language: Language, body: string, end: string): string {
  const style =
    'font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;color:#1f1f1f;max-width:36em;margin:0 auto;padding:16px';
  const foot = end === '' ? '' : `<div style="font-size:13px;margin-top:24px">${end}</div>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body style="margin:0"><div style="${style}">\n${body}\n${foot}</div></body></html>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, in attributes too. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => entities[letter]!);
}
