import { expect, it } from 'vitest';
import { greetingText } from './greeting-text';

it('greets in the language asked for', () => {
  expect(greetingText('fr', 'Zoé')).toBe('Bonjour Zoé\u202f!');
  expect(greetingText('en', 'Zoé')).toBe('Hello Zoé!');
});
