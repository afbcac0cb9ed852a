import { describe, expect, it } from 'vitest';
import { rank, SURE } from './command-palette-rank';

describe('R-01 how well a text answers what is typed', () => {
  it('does not mind accents, case and punctuation', () => {
    expect(rank('LEFEVRE', 'Lefèvre')).toBe(100);
    expect(rank('l’entrepot', 'L’Entrepôt')).toBe(100);
    expect(rank('coeur', 'Cœur de ville')).toBe(90);
  });

  it('puts the same before the beginning, that before a word, that before a part', () => {
    const texts = ['Lefèvre', 'Lefèvre et fils', 'Claire Lefèvre', 'Delefèvre'];
    const ranks = texts.map((text) => rank('lefèvre', text));
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
    expect(new Set(ranks).size).toBe(4);
    expect(ranks.filter((value) => value >= SURE)).toHaveLength(3);
  });

  it('takes words in any order, each by its beginning', () => {
    expect(rank('lef cla', 'Claire Lefèvre')).toBe(SURE);
    expect(rank('lef zoe', 'Claire Lefèvre')).toBe(0);
  });

  it.each([
    ['a letter too many', 'lefevvre'],
    ['a letter missing', 'lefvre'],
    ['a wrong letter', 'lefovre'],
    ['two letters swapped', 'leefvre'],
    ['a wrong first letter', 'kefevre'],
  ])('forgives %s', (_what, typed) => {
    expect(rank(typed, 'Claire Lefèvre')).toBeGreaterThan(0);
    expect(rank(typed, 'Claire Lefèvre')).toBeLessThan(SURE);
  });

  it('forgives neither two errors nor one in a short word', () => {
    expect(rank('lefovrr', 'Lefèvre')).toBe(0);
    expect(rank('lif', 'Lefèvre')).toBe(0);
  });

  it('finds by keywords, never surely', () => {
    expect(rank('nouveau', 'Contact', 'créer nouveau')).toBeGreaterThan(0);
    expect(rank('nouveau', 'Contact', 'créer nouveau')).toBeLessThan(SURE);
    expect(rank('nouv cont', 'Contact', 'créer nouveau')).toBeGreaterThan(0);
  });

  it('finds nothing by nothing', () => {
    expect(rank('', 'Contact')).toBe(0);
    expect(rank(' ’ ', 'Contact')).toBe(0);
  });
});
