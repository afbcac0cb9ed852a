import { describe, expect, it } from 'vitest';
import { isNarrowed, listState } from './list-state';

const read = (search: string) =>
  listState(new URLSearchParams(search), { status: ['open', 'done'], owner: ['me'] });

describe('H-02 the state of a list', () => {
  it('is read from the address', () => {
    expect(read('q=%20lefevre%20&status=done&owner=me')).toEqual({
      q: 'lefevre',
      status: 'done',
      owner: 'me',
    });
  });

  it('leaves out what is no choice of a filter, and parameters that are none', () => {
    expect(read('status=gone&owner=%27&cursor=x&constructor=y')).toEqual({
      q: '',
      status: '',
      owner: '',
    });
  });

  it('keeps a search at a length that can be searched', () => {
    expect(read(`q=${'a'.repeat(5000)}`).q).toHaveLength(200);
  });

  it('narrows by the search or by any filter', () => {
    expect(isNarrowed(read(''))).toBe(false);
    expect(isNarrowed(read('status=gone'))).toBe(false);
    expect(isNarrowed(read('q=a'))).toBe(true);
    expect(isNarrowed(read('owner=me'))).toBe(true);
  });
});
