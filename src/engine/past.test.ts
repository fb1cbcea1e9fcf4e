import { describe, expect, test } from 'vitest';
import { PastAnswers } from './past.ts';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const [march, april, today] = [day('2026-03-01'), day('2026-04-01'), day('2026-04-10')];

describe('an answer about the past', () => {
  test('holds until a step changes a day before its end', () => {
    const answers = new PastAnswers<string>();
    answers.at(1, today).keep('calls', april, 'seven', 1);
    answers.changed(2, null);
    expect(answers.at(2, today).find('calls', april)).toBe('seven');
    answers.changed(3, april);
    expect(answers.at(3, today).find('calls', april)).toBe('seven');
    expect(answers.at(3, today).find('calls', march)).toBeUndefined();
    expect(answers.at(3, today).find('meetings', april)).toBeUndefined();
    answers.changed(4, day('2026-03-31'));
    expect(answers.at(4, today).find('calls', april)).toBeUndefined();
    // Whoever still reads the state before it goes on with what was found then.
    expect(answers.at(3, today).find('calls', april)).toBe('seven');
    answers.at(4, today).keep('calls', april, 'eight', 1);
    expect(answers.at(4, today).find('calls', april)).toBe('eight');
    expect(answers.at(3, today).find('calls', april)).toBeUndefined();
  });

  test('of an older state holds in a newer one that differs after its end only, and the other way round', () => {
    const answers = new PastAnswers<string>();
    answers.changed(2, april);
    answers.at(1, today).keep('calls', april, 'seven', 1);
    expect(answers.at(2, today).find('calls', april)).toBe('seven');
    answers.at(2, today).keep('mails', april, 'two', 1);
    expect(answers.at(1, today).find('mails', april)).toBe('two');
  });

  test('does not hold across a step of which nothing is known', () => {
    const answers = new PastAnswers<string>();
    answers.at(1, today).keep('calls', march, 'seven', 1);
    answers.changed(3, null);
    expect(answers.at(3, today).find('calls', march)).toBeUndefined();
  });

  test('makes room for others when it is not asked for, and is not kept when it is too large', () => {
    const answers = new PastAnswers<number>();
    const past = answers.at(1, today);
    for (let i = 0; i < 20; i++) past.keep(`q${i}`, march, i, 10_000);
    past.keep('q19', march, 19, 10_000);
    expect(past.find('q0', march)).toBe(0);
    past.keep('one more', march, -1, 10_000);
    expect(past.find('q0', march)).toBe(0);
    expect(past.find('q1', march)).toBeUndefined();
    expect(past.find('q2', march)).toBe(2);
    past.keep('large', march, -2, 20_001);
    expect(past.find('large', march)).toBeUndefined();
    expect(past.find('q3', march)).toBe(3);
  });
});
