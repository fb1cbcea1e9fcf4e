import { expect, test } from 'vitest';
import { namesForOften } from './prepared.ts';

test('a statement gets a name once it was asked often, and keeps it', () => {
  const nameOf = namesForOften({ often: 3, most: 10 });
  expect(['a', 'a', 'b', 'a', 'a', 'b', 'b'].map(nameOf)).toEqual([
    undefined,
    undefined,
    undefined,
    'often_0',
    'often_0',
    undefined,
    'often_1',
  ]);
});

test('no more have one than connections may keep', () => {
  const nameOf = namesForOften({ often: 1, most: 2 });
  expect(['a', 'b', 'c', 'a', 'c'].map(nameOf)).toEqual(['often_0', 'often_1', undefined, 'often_0', undefined]);
});

test('texts that come once do not push out those that come again', () => {
  const nameOf = namesForOften({ often: 2, most: 1 });
  for (let i = 0; i < 1000; i++) expect(nameOf(`once ${i}`)).toBeUndefined();
  nameOf('again');
  expect(nameOf('again')).toBe('often_0');
});
