import { expect, test } from 'vitest';
import { apiErrorIn } from './api-error.ts';

test.each([
  ['{"success":false,"error":"unauthorized access","errorCode":401}', 'unauthorized access'],
  ['{"success":false,"data":null}', 'error'],
  ['{"status":"error","message":"Rate limit","category":"RATE_LIMITS","correlationId":"x"}', 'Rate limit'],
  ['[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]', 'Session expired or invalid'],
  ['{"error":{"code":403,"message":"Forbidden"}}', 'Forbidden'],
])('an answer that failed: %s', (text, words) => {
  expect(apiErrorIn(text)).toBe(words);
});

test.each([
  '{"success":true,"data":[{"id":1}]}',
  '{"success":true,"data":null}',
  '{"success":false,"data":[{"id":1}]}',
  '{"id":1,"status":"error","message":"a deal with a field of its own"}',
  '[{"status":"error","message":"x"},{"id":1}]',
  '[]',
  '{}',
  '"error"',
  '{"success":false,',
])('no answer that failed: %s', (text) => {
  expect(apiErrorIn(text)).toBeNull();
});
