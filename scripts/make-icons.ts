import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../test/support/chromium.ts';

// Makes web/public/icon-….png of web/public/icon.svg, for telephones that take no SVG.

const folder = fileURLToPath(new URL('../web/public/', import.meta.url));
const drawing = readFileSync(`${folder}icon.svg`, 'utf8');
/** `maskable`: the telephone cuts its own shape out, of which the middle four fifths are sure to stay. */
const icons = [
  { name: 'icon-192', size: 192, maskable: false },
  { name: 'icon-512', size: 512, maskable: false },
  { name: 'icon-maskable', size: 512, maskable: true },
] as const;

const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
try {
  for (const { name, size, maskable } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const inner = maskable ? '80%' : '100%';
    await page.setContent(
      `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${maskable ? '#0b6e74' : 'transparent'}">
        <div style="width:${inner};height:${inner}">${drawing}</div></body>`,
    );
    await page.screenshot({ path: `${folder}${name}.png`, omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
