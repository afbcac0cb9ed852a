import { describe, expect, it } from 'vitest';
import { formatDuration, readDuration } from './duration';

describe('working time', () => {
  it.each([
    ['7', 420],
    ['7 h', 420],
    ['7h00', 420],
    ['1,5', 90],
    ['1.5h', 90],
    ['1 h 30', 90],
    ['1h30min', 90],
    ['1:05', 65],
    ['45 min', 45],
    ['45mn', 45],
    ['90 m', 90],
    ['0', 0],
    ['1\u00a0h\u00a005', 65],
  ])('J-02 reads %j as %i minutes', (text, minutes) => {
    expect(readDuration(text)).toBe(minutes);
  });

  it.each(['', 'h', '-1', '1h60', '1 h 5 s', 'une heure', '1e9', '12345678'])(
    'refuses %j',
    (text) => {
      expect(readDuration(text)).toBeNull();
    },
  );

  it('writes what it reads', () => {
    for (const minutes of [1, 45, 60, 65, 90, 420, 6000]) {
      expect(readDuration(formatDuration(minutes)), String(minutes)).toBe(minutes);
    }
    expect(formatDuration(65)).toBe('1\u00a0h\u00a005');
    expect(formatDuration(0)).toBe('0\u00a0h');
  });
});
