import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { siteAddress } from './site-address.ts';

describe('where a site is served', () => {
  it.each([
    [undefined, '/'],
    ['', '/'],
    ['/', '/'],
    ['lab', '/lab/'],
    ['/lab', '/lab/'],
    ['/my-lab/v1.2_x~/', '/my-lab/v1.2_x~/'],
  ])('is below the path that %j says', (said, base) => {
    expect(siteAddress({ RACKBOOK_BASE: said })).toEqual({ base });
  });

  it.each([
    '../x',
    '/../x',
    '/a/../b',
    './x',
    '..',
    '//evil',
    '//evil.example/x',
    '/a//b',
    'https://x',
    '/a b',
    '/a?b',
    '/a#b',
    '/%2e%2e/x',
    '\\x',
    '/ä',
    '/a\n',
    ' ',
  ])('is not %j', (said) => {
    expect(() => siteAddress({ RACKBOOK_BASE: said })).toThrow(Refusal);
  });

  it('has an address of a web server', () => {
    expect(siteAddress({ RACKBOOK_SITE: 'https://lab.example.net' })).toEqual({ base: '/', site: 'https://lab.example.net' });
    for (const said of ['lab.example.net', '//x', 'ftp://x', 'javascript:1', 'https://u:p@x', 'https://x/?q'])
      expect(() => siteAddress({ RACKBOOK_SITE: said }), said).toThrow(Refusal);
  });

  it('says a hostile value so that a terminal only shows it', () => {
    expect(() => siteAddress({ RACKBOOK_BASE: '\u001b[2J' })).toThrow('RACKBOOK_BASE is "␛[2J"');
  });
});
