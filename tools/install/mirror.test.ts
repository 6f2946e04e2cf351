import { expect, test } from 'vitest';
import { mirrorIn, osRelease } from './mirror.ts';
import { settings, sources } from './private-apt.ts';

const PRINTED = `'http://security.example/debian-security/dists/bookworm-security/InRelease' a 0
'https://mirror.example/linux/debian/dists/bookworm/InRelease' b 0
'https://mirror.example/linux/debian/dists/bookworm/main/binary-amd64/Packages.xz' c 0
'https://other.example/debian/dists/bookworm/InRelease' d 0
`;

test('takes the first archive that serves the release itself', () => {
  expect(mirrorIn(PRINTED, 'bookworm')).toBe('https://mirror.example/linux/debian');
  expect(mirrorIn(PRINTED, 'trixie')).toBeUndefined();
});

test('reads os-release with and without quotes', () => {
  expect(osRelease('ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_CODENAME=\'bookworm\'\n')).toEqual({
    ID: 'debian',
    PRETTY_NAME: 'Debian GNU/Linux 12 (bookworm)',
    VERSION_CODENAME: 'bookworm',
  });
});

test('the private apt trusts the Debian keyring only and writes nothing of the system', () => {
  const archive = { mirror: 'https://mirror.example/debian', own: 'bookworm', keyring: '/usr/share/keyrings/debian.gpg' };
  expect(sources(archive, 'trixie')).toContain('Signed-By: /usr/share/keyrings/debian.gpg\n');
  const written = [...settings('/lab/apt').matchAll(/^Dir::(?:State|Cache) "(.*)";$/gm)].map(([, folder]) => folder);
  expect(written).toEqual(['/lab/apt/state', '/lab/apt/cache']);
});
