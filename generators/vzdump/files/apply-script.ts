import { quote } from '../../../formats/shell.ts';
import { GUEST_JOB_PREFIX } from '../facts/guest-job-id.ts';
import { type Job, KEEP_ALL, type Storage } from './jobs.ts';

/**
 * A POSIX script that makes storages and jobs of Proxmox VE equal to the inventory. `declared` are the ids of all jobs of the lab: what is
 * ours by its name and not among them is deleted, and nothing else.
 */
export function applyScript(machine: string, storages: readonly Storage[], jobs: readonly Job[], declared: readonly string[]): string {
  return [
    '#!/bin/sh',
    `# Makes the backup jobs of ${machine} and the storages that they write to what the inventory says. It can be run again.`,
    '# Generated from the inventory; run it as root on the Proxmox host itself. generators/vzdump/README.md says what it reads there.',
    'set -eu',
    '',
    ...STORAGE,
    '',
    ...JOB,
    '',
    ...storages.map(
      ({ storage, server, port, datastore, encrypted }) =>
        `storage ${[storage, server, port, datastore].map(quote).join(' ')} ${encrypted ? 'encrypted' : 'plain'}`,
    ),
    ...jobs.map(({ id, ...options }) =>
      [
        `job ${quote(id)}`,
        ...Object.keys(options)
          .sort()
          .map((key) => `--${key} ${quote(options[key] ?? '')}`),
      ].join(' '),
    ),
    '',
    '# What is ours by its name and no longer declared.',
    'jobs=$(pvesh get /cluster/backup --output-format json)',
    `printf '%s\\n' "$jobs" | tr ',{}[]' '\\n' | sed -n 's/^ *"id" *: *"\\(${GUEST_JOB_PREFIX}[a-z0-9-]*\\)" *$/\\1/p' | while read -r id; do`,
    '  case $id in',
    `    ${declared.map(quote).join(' | ')}) ;;`,
    '    *) pvesh delete "/cluster/backup/$id" ;;',
    '  esac',
    'done',
    '',
  ].join('\n');
}

const STORAGE = [
  '# storage <id> <server> <port> <datastore> <encrypted or plain>',
  'storage() {',
  '  file=/etc/rackbook/pbs/$1.env',
  '  if ! [ -r "$file" ]; then',
  '    echo "There is no file $file, which says how to log in to the backup server. Nothing of $1 was changed." >&2',
  '    exit 1',
  '  fi',
  '  user=$(sed -n \'s/^PBS_USER=//p\' "$file")',
  '  fingerprint=$(sed -n \'s/^PBS_FINGERPRINT=//p\' "$file")',
  '  password=$(sed -n \'s/^PBS_PASSWORD_FILE=//p\' "$file")',
  '  if [ -z "$user" ] || [ -z "$fingerprint" ] || ! [ -r "$password" ]; then',
  '    echo "$file does not have PBS_USER, PBS_FINGERPRINT and a PBS_PASSWORD_FILE that is there." >&2',
  '    exit 1',
  '  fi',
  '  if found=$(pvesh get "/storage/$1" --output-format json 2>/dev/null); then',
  '    case $found in',
  '      *"\\"datastore\\":\\"$4\\""*"\\"server\\":\\"$2\\""* | *"\\"server\\":\\"$2\\""*"\\"datastore\\":\\"$4\\""*) ;;',
  '      *)',
  '        echo "The storage $1 is there and leads elsewhere. Take it away by hand, which deletes no backup: pvesm remove $1" >&2',
  '        exit 1',
  '        ;;',
  '    esac',
  '  else',
  '    # Off until its password is in place: that is never an argument, which everybody on the host could read.',
  '    pvesm add pbs "$1" --server "$2" --datastore "$4" --disable 1',
  '  fi',
  '  mkdir -p /etc/pve/priv/storage',
  '  cat "$password" >"/etc/pve/priv/storage/$1.pw"',
  '  if [ "$5" = encrypted ] && ! [ -s "/etc/pve/priv/storage/$1.enc" ]; then',
  '    echo "$1 is to be encrypted and has no key. Make one, and keep a copy on paper: pvesm set $1 --encryption-key autogen" >&2',
  '    exit 1',
  '  fi',
  `  pvesm set "$1" --port "$3" --username "$user" --fingerprint "$fingerprint" --content backup --prune-backups ${KEEP_ALL} --disable 0`,
  '}',
];

const JOB = [
  '# job <id> <option>…',
  'job() {',
  '  id=$1',
  '  shift',
  '  if pvesh get "/cluster/backup/$id" >/dev/null 2>&1; then',
  '    pvesh set "/cluster/backup/$id" "$@"',
  '  else',
  '    pvesh create /cluster/backup --id "$id" "$@"',
  '  fi',
  '}',
];
