import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const guide = readFileSync(path.join(root, 'docs/writing-a-plugin.md'), 'utf8');
const pieces = [...guide.matchAll(/^```(?:ts|tsx|json) (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, file = '', code = '']) => ({ file, code }),
);

describe('docs/writing-a-plugin.md', () => {
  it('names a file above every piece of code', () => {
    expect(guide.match(/^```(ts|tsx|json)$/gm)).toBeNull();
    expect(pieces.length).toBeGreaterThan(25);
  });

  it.each(pieces)('shows what stands in $file', ({ file, code }) => {
    expect(readFileSync(path.join(root, file), 'utf8')).toContain(code);
  });

  it('links to files that exist', () => {
    for (const [, target = ''] of guide.matchAll(/\]\((\.[^)]+)\)/g))
      expect(existsSync(path.join(root, 'docs', target)), target).toBe(true);
  });
});
