import { quote } from '../../../formats/shell.ts';
import { type Datastore, KEEP } from './datastores.ts';

/** Days after which a backup that was verified is read once more. */
const OUTDATED = 30;

/** A POSIX script that makes the datastores of one Proxmox Backup Server, and what prunes and verifies them, equal to the inventory. */
export function applyScript(machine: string, datastores: readonly Datastore[]): string {
  return [
    '#!/bin/sh',
    `# Makes the datastores of ${machine}, and what prunes and verifies them, what the inventory says. It can be run again.`,
    '# Generated from the inventory; run it as root on the Proxmox Backup Server itself.',
    'set -eu',
    '',
    ...DATASTORE,
    '',
    ...JOB,
    '',
    ...datastores.flatMap(datastoreLines),
    '',
  ].join('\n');
}

function datastoreLines({ repository, folder, mount, prune, verify, keep }: Datastore): string[] {
  const store = quote(repository.location);
  const id = `rackbook-${repository.id}`;
  const kept = KEEP.filter((unit) => keep[unit] !== undefined);
  const unset = KEEP.filter((unit) => keep[unit] === undefined).map((unit) => `keep-${unit}`);
  return [
    `datastore ${store} ${quote(folder)} ${quote(mount)} ${quote(prune)}`,
    ...(kept.length > 0
      ? [
          `job prune-job ${id} '${unset.join(' ')}' --store ${store} --schedule ${quote(prune)} ${kept.map((unit) => `--keep-${unit} ${keep[unit]}`).join(' ')}`,
        ]
      : []),
    `job verify-job ${id} '' --store ${store} --schedule ${quote(verify)} --ignore-verified true --outdated-after ${OUTDATED}`,
  ];
}

const DATASTORE = [
  '# datastore <name> <folder> <where its disk is mounted> <when its space is freed>',
  'datastore() {',
  '  if ! mountpoint -q -- "$3"; then',
  '    echo "Nothing is mounted at $3. Nothing of $1 was changed." >&2',
  '    exit 1',
  '  fi',
  '  if found=$(proxmox-backup-manager datastore show "$1" --output-format json 2>/dev/null); then',
  '    case $found in',
  '      *"\\"path\\":\\"$2\\""*) proxmox-backup-manager datastore update "$1" --gc-schedule "$4" ;;',
  '      *)',
  '        echo "The datastore $1 is there, in another folder than $2. Take its entry away by hand, which deletes no backup:" >&2',
  '        echo "proxmox-backup-manager datastore remove $1" >&2',
  '        exit 1',
  '        ;;',
  '    esac',
  '  elif [ -d "$2/.chunks" ]; then',
  '    proxmox-backup-manager datastore create "$1" "$2" --gc-schedule "$4" --reuse-datastore true',
  '  else',
  '    proxmox-backup-manager datastore create "$1" "$2" --gc-schedule "$4"',
  '  fi',
  '}',
];

const JOB = [
  '# job <kind> <id> <options that it shall not have> <option>…',
  'job() {',
  '  kind=$1 id=$2 unset=$3',
  '  shift 3',
  '  if proxmox-backup-manager "$kind" show "$id" >/dev/null 2>&1; then',
  '    for option in $unset; do set -- "$@" --delete "$option"; done',
  '    proxmox-backup-manager "$kind" update "$id" "$@"',
  '  else',
  '    proxmox-backup-manager "$kind" create "$id" "$@"',
  '  fi',
  '}',
];
