/** Seconds that somebody has to say that the machine can still be reached. */
const PATIENCE = 60;

/**
 * A POSIX script that loads the rules beside it and takes them back when nobody says in time that the machine can still be reached, so that
 * a mistake locks nobody out. `--keep` loads them for good at once, for a playbook.
 */
export function applyScript(machine: string): string {
  return [
    '#!/bin/sh',
    `# Loads the firewall of ${machine}, and takes it back after ${PATIENCE} seconds unless somebody presses Enter: a mistake locks nobody out.`,
    '# Generated from the inventory; run it as root on the machine itself. --keep does not ask.',
    'set -eu',
    'cd "$(dirname "$0")"',
    'nft --check --file rackbook.nft',
    'before=$(mktemp)',
    '{',
    "  printf 'table inet rackbook\\ndelete table inet rackbook\\n'",
    '  nft list table inet rackbook 2>/dev/null || true',
    '} >"$before"',
    'nft --file rackbook.nft',
    'if [ "${1:-}" = --keep ]; then',
    '  rm -f "$before"',
    '  exit 0',
    'fi',
    '# Goes on when the connection is lost.',
    '(',
    "  trap '' HUP",
    `  sleep ${PATIENCE}`,
    '  if [ -e "$before" ]; then',
    '    nft --file "$before"',
    '    rm -f "$before"',
    '  fi',
    ') </dev/null >/dev/null 2>&1 &',
    `echo "Loaded for ${PATIENCE} seconds. Open a second connection to this machine; when that works, press Enter here."`,
    'read -r _',
    'if rm "$before" 2>/dev/null; then',
    '  echo "Kept."',
    'else',
    '  echo "Too late: the rules of before are back." >&2',
    '  exit 1',
    'fi',
    '',
  ].join('\n');
}
