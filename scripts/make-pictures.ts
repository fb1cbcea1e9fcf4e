import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Makes docs/pictures/board.png and board.es.png: what the board of the demo team shows, as a terminal shows it.
// Needs Chromium: `node scripts/make-pictures.ts`, with CHROMIUM=path where it is not called chromium.

const root = fileURLToPath(new URL('..', import.meta.url));
const chromium = process.env['CHROMIUM'] ?? 'chromium';
const pictures = [
  { file: 'board.png', lang: 'en', columns: 134 },
  { file: 'board.es.png', lang: 'es', columns: 150 },
] as const;
const [fontSize, lineHeight, margin] = [14, 20, 24];
/** Width of a character of the fonts below, as a part of the font's size. */
const advance = 0.602;

const folder = mkdtempSync(join(tmpdir(), 'tacto-picture-'));
try {
  tacto(['demo', 'demo-log'], 160);
  for (const { file, lang, columns } of pictures) {
    const args = ['board', '--data', 'demo-log', '--playbook', 'accounts', ...(lang === 'en' ? [] : ['--lang', lang])];
    const text = `$ npx tacto ${args.join(' ')}\n${tacto(args, columns).trimEnd()}`;
    const lines = text.split('\n');
    const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * fontSize * advance) + 2 * margin;
    const height = lines.length * lineHeight + 2 * margin;
    const page = join(folder, 'page.html');
    writeFileSync(page, html(lines));
    execFileSync(
      chromium,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--hide-scrollbars',
        '--force-device-scale-factor=1.5',
        `--window-size=${width},${height}`,
        `--screenshot=${join(root, 'docs/pictures', file)}`,
        `file://${page}`,
      ],
      { stdio: 'ignore' },
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function tacto(args: readonly string[], columns: number): string {
  return execFileSync(process.execPath, [join(root, 'bin/tacto.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: String(columns), LC_ALL: 'en' },
  });
}

function html(lines: readonly string[]): string {
  const body = lines.map((line) => `<span class="${kindOf(line)}">${escaped(line)}</span>`).join('\n');
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; padding: ${margin}px; background: #14181f; color: #d5dbe3 }
    pre { margin: 0; font: ${fontSize}px/${lineHeight}px 'JetBrains Mono', 'DejaVu Sans Mono', monospace; font-variant-ligatures: none }
    .prompt { color: #7ee0a8 } .rule { color: #4a5464 } .question { color: #8ab8ff }
  </style><pre>${body}</pre>`;
}

function kindOf(line: string): string {
  if (line.startsWith('$ ')) return 'prompt';
  if (line.startsWith('─')) return 'rule';
  return line.endsWith('?') ? 'question' : 'plain';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
