import { afterAll, beforeAll, expect, test } from 'vitest';
import { link, list, paragraph, setLetter } from '../../src/server/mail/letter.ts';
import { smtpOf } from '../../src/server/mail/smtp.ts';
import { type Mailbox, openMailbox } from '../support/mailbox.ts';

const from = 'Tácto <tacto@acme.example>';
const letter = setLetter({
  to: 'eva@acme.example',
  language: 'es',
  subject: 'Año nuevo\r\nBcc: everybody@evil.example',
  blocks: [paragraph('1 < 2 & "ñandú"'), list(['uno', 'dos']), link('Abrir', 'https://acme.example/?a=1&b=2')],
  unsubscribe: { oneClick: 'https://acme.example/u/x', page: 'https://acme.example/u/x' },
});

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox?.close());

test('a letter comes as text and as HTML, with what mail programs need to end it', async () => {
  expect(await smtpOf(mailbox.url, from).send(letter)).toEqual({ kind: 'sent', reason: null });
  const [got] = await mailbox.lettersTo('eva@acme.example', 1);
  expect(got).toMatchObject({ from: 'tacto@acme.example', to: 'eva@acme.example' });
  expect(got!.headers.get('subject')).toBe('Año nuevo Bcc: everybody@evil.example');
  expect(got!.headers.get('from')).toBe('Tácto <tacto@acme.example>');
  expect(got!.headers.get('list-unsubscribe')).toBe('<https://acme.example/u/x>');
  expect(got!.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(got!.headers.has('bcc')).toBe(false);
  expect(got!.text.replaceAll('\r\n', '\n')).toBe(
    '1 < 2 & "ñandú"\n\n- uno\n- dos\n\nAbrir:\nhttps://acme.example/?a=1&b=2\n\nNo recibir más correos como este:\nhttps://acme.example/u/x',
  );
  expect(got!.html).toContain('1 &lt; 2 &amp; &quot;ñandú&quot;');
  expect(got!.html).toContain('href="https://acme.example/?a=1&amp;b=2"');
});

test('what the server says tells whether a letter may be sent again', async () => {
  const smtp = smtpOf(mailbox.url, from);
  const before = mailbox.received.length;
  mailbox.moods.push(421, 550);
  expect(await smtp.send(letter)).toMatchObject({ kind: 'later', reason: expect.stringContaining('421') as string });
  expect(await smtp.send(letter)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('550') as string });
  expect(mailbox.received).toHaveLength(before);
  expect(await smtpOf('smtp://127.0.0.1:1', from).send(letter)).toMatchObject({ kind: 'later' });
});

test('a connection that breaks when the server has the letter leaves it unclear', async () => {
  const before = mailbox.received.length;
  mailbox.moods.push('breaks');
  expect(await smtpOf(mailbox.url, from).send(letter)).toMatchObject({ kind: 'unclear' });
  expect(mailbox.received).toHaveLength(before + 1);
});

test('user and password of the address are used; wrong ones send nothing', async () => {
  const closed = await openMailbox({ name: 'tacto', password: 'p%40ss' });
  try {
    const right = closed.url.replace('p%40ss', encodeURIComponent('p%40ss'));
    expect(await smtpOf(right, from).send(letter)).toMatchObject({ kind: 'sent' });
    expect(await smtpOf(right.replace('tacto:', 'other:'), from).send(letter)).toMatchObject({ kind: 'later' });
    expect(closed.received).toHaveLength(1);
    expect(await smtpOf(right, from).check()).toBeNull();
    expect(await smtpOf(right.replace('tacto:', 'other:'), from).check()).toContain('EAUTH');
    expect(await smtpOf('smtp://127.0.0.1:1', from).check()).not.toBeNull();
  } finally {
    await closed.close();
  }
});
