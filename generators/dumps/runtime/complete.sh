# shellcheck shell=sh
# Tells a whole dump from a part of one. Read by dump.sh and load.sh, never started.

# is_complete <file> <last words of the tool>: a dump ends with these, then with a marker line, which in-*.sh write when all before it went well.
# Nothing of what is between is read, however large it is.
is_complete() {
  [ "$(tail -n 1 "$1")" = '-- rackbook: dump complete' ] && tail -n 20 "$1" | grep -q -e "^$2"
}
