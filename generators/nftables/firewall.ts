import { onMachine, UNITS } from '../../core/facts/backup/places.ts';
import type { FirewallRole } from '../../core/roles/firewall.ts';
import { quote } from '../../formats/shell.ts';

/** On a Linux router, and on every machine that runs containers. */
export const firewall = {
  router: { kinds: ['linux'], proven: true },
  containerHost: {
    packages: ['nftables'],
    rebuild(host) {
      const folder = `infra/nftables/${host.id}`;
      return [
        {
          id: 'firewall',
          title: 'Load its firewall, now and at every start',
          on: host,
          run: `${quote(onMachine(host, `${folder}/apply.sh`))} --keep && cp -- ${quote(onMachine(host, `${folder}/rackbook-firewall.service`))} ${UNITS}/ && systemctl daemon-reload && systemctl enable rackbook-firewall.service`,
          expect: 'A link is made for the unit, and no error.',
          undo: { text: 'Take the rules away.', run: 'systemctl disable rackbook-firewall.service && nft delete table inet rackbook' },
        },
      ];
    },
  },
} as const satisfies FirewallRole;
