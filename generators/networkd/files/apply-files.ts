import { STATE } from '../../../core/facts/backup/places.ts';
import { HEADER } from '../../../core/files/header.ts';
import { type NamedFile, script, textFile } from '../../../core/files/named-file.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';
import { NETWORKD_PLACE } from '../facts/places.ts';
import type { LinkFile } from './link-files.ts';

/** What lets the files of a machine take effect: `runtime/apply.sh` and its settings. */
export function applyFiles(machine: string, files: readonly LinkFile[]): readonly NamedFile[] {
  const links = files.flatMap(({ name, link }) => (link === undefined ? [] : [{ name, ...link }]));
  const of = (isVlan: boolean) => links.filter((each) => each.isVlan === isVlan).map(({ interface: of, name }) => [of, name]);
  const settings = emitShellSettings(`Interfaces of ${machine}. ${HEADER}`, {
    values: { networkd: NETWORKD_PLACE, ifupdown: '/etc/network', state: STATE },
    lists: { link: of(false), vlan: of(true) },
  });
  return [script('apply.sh', 'generators/networkd/runtime/apply.sh'), textFile('apply.settings', settings)];
}
