import { describe, expect, it } from 'vitest';
import { type FileKind, NOTHING_KNOWN, readFirewall } from './pve-firewall-file.ts';

const CLUSTER = `# whole
[OPTIONS]

enable: 1
policy_in: DROP
log_ratelimit: enable=1,burst=5,rate=1/second

[IPSET management]

10.0.0.0/24

[ALIASES]

router 10.0.0.1
router6 fd00::1/128

[IPSET net-apps] # with a comment

10.1.0.0/16
fd00:1::/64
! fd00:1::1
dc/router

[group admin]

IN ACCEPT -source +dc/net-apps -p tcp -dport 22,8000:8010 -log nolog # a.b
`;

const GUEST = `[OPTIONS]

enable: 1
log_level_in: info

[IPSET ipfilter-net0]

10.1.0.5

[RULES]

GROUP admin -i net0 # a.b
IN ACCEPT -source 10.1.0.1,10.1.0.2 -dest 10.1.0.5 -p udp -dport 53 # a.c
IN ACCEPT -source dc/router -dest +guest/ipfilter-net0 # a.d
|OUT DROP -source 10.1.0.1-10.1.0.9 # a.e
`;

const cluster = readFirewall(CLUSTER, 'cluster', NOTHING_KNOWN);
const faults = (text: string, kind: FileKind) => readFirewall(text, kind, kind === 'cluster' ? NOTHING_KNOWN : cluster.known).faults;

it('takes what the format can say', () => {
  expect(cluster.faults).toEqual([]);
  expect(readFirewall(GUEST, 'guest', cluster.known)).toMatchObject({ faults: [], rules: 4 });
  expect(faults('[OPTIONS]\nenable: 1\nnosmurfs: 1\n[RULES]\nIN ACCEPT -i vmbr0 # a\n', 'host')).toEqual([]);
});

describe('refuses', () => {
  it.each([
    ['an unknown section', '[RULES]', '[RULE]'],
    ['a section of another file', '[RULES]', '[group x1]'],
    ['a second section of the same name', '[RULES]', '[IPSET ipfilter-net0]\n\n[RULES]'],
    ['a set without a name', '[IPSET ipfilter-net0]', '[IPSET]'],
    ['an unknown option', 'log_level_in: info', 'log_level: info'],
    ['a value that an option does not take', 'log_level_in: info', 'log_level_in: loud'],
    ['an option of another file', 'log_level_in: info', 'nosmurfs: 1'],
    ['an option twice', 'log_level_in: info', 'enable: 1'],
    ['a line in no section', '[OPTIONS]', ''],
    ['an unknown group', 'GROUP admin', 'GROUP admins'],
    ['a group with an address', '-i net0', '-source 10.1.0.1'],
    ['an interface that a guest cannot have', '-i net0', '-i eth0'],
    ['an unknown set', '+guest/ipfilter-net0', '+dc/ipfilter-net0'],
    ['an unknown alias', 'dc/router', 'dc/ruoter'],
    ['an over-long reference', '+guest/ipfilter-net0', `+dc/${'n'.repeat(62)}`],
    ['an invalid address', '10.1.0.5 -p', '10.1.0.500 -p'],
    ['a prefix with host bits', '10.1.0.5 -p', '10.1.0.5/24 -p'],
    ['mixed families', '-dest 10.1.0.5', '-dest fd00::5'],
    ['mixed families by an alias', 'dc/router -dest', 'dc/router6 -dest'],
    ['an invalid port', '-dport 53', '-dport 65536'],
    ['a range backwards', '-dport 53', '-dport 54:53'],
    ['too many ports', '-dport 53', `-dport ${Array.from({ length: 16 }, (_, index) => index + 1).join()}`],
    ['ports without a protocol', '-p udp -dport', '-dport'],
    ['an unknown protocol', '-p udp', '-p udq'],
    ['an unknown parameter', '-dest 10.1.0.5', '-dst 10.1.0.5'],
    ['a parameter twice', '-p udp', '-p udp -p tcp'],
    ['a macro', 'IN ACCEPT -source 10', 'IN SSH(ACCEPT) -source 10'],
    ['an unknown action', '|OUT DROP', '|OUT IGNORE'],
    ['an unknown direction', '|OUT DROP', '|FORWARD DROP'],
    ['a rule without its flow', ' # a.d', ''],
  ])('%s', (_, from, to) => {
    expect(GUEST).toContain(from);
    // An alias of the other family is only seen beside an address.
    const text = from.startsWith('dc/router -dest') ? GUEST.replace('+guest/ipfilter-net0', '10.1.0.5') : GUEST;
    expect(faults(text.replace(from, to), 'guest')).not.toEqual([]);
  });

  it.each([
    ['a name that is too long for a group', '[group admin]', '[group administrators-of-all]'],
    ['a name that begins with a digit', '[IPSET net-apps]', '[IPSET 1net]'],
    ['a zero prefix in a set', '10.1.0.0/16', '0.0.0.0/0'],
    ['an alias that is no address', '10.0.0.1', 'router.example.net'],
    ['a member twice', 'fd00:1::/64', '10.1.0.0/16'],
    ['a member that is not defined yet', 'dc/router', 'dc/later'],
    ['a group inside a group', 'IN ACCEPT -source', 'GROUP admin\nIN ACCEPT -source'],
    ['a set that is defined after its use', '+dc/net-apps', '+dc/net-later'],
  ])('%s', (_, from, to) => {
    expect(CLUSTER).toContain(from);
    expect(faults(CLUSTER.replace(from, to), 'cluster')).not.toEqual([]);
  });
});
