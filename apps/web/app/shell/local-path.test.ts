import { describe, expect, it } from 'vitest';
import { localPath } from './local-path';

describe('localPath', () => {
  it('keeps addresses of the application', () => {
    expect(localPath('/contacts/1?tab=notes#last')).toBe('/contacts/1?tab=notes#last');
    expect(localPath('/')).toBe('/');
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '/.//elsewhere.example',
    'javascript:alert(1)',
    'contacts',
    '',
    null,
    undefined,
    ['/contacts'],
  ])('refuses %j', (value) => {
    expect(localPath(value, '/home')).toBe('/home');
  });
});
