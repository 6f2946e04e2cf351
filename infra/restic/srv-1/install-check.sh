# shellcheck shell=sh
# What the jobs of restic need before their units are installed. Read by install.sh, which defines `fault`; never started.

case $(restic version 2>/dev/null) in
  "restic 0."[0-9].* | "restic 0.1"[0-6].*) fault "restic is older than 0.17, whose exit codes the jobs read." ;;
  "restic "*) ;;
  *) fault "There is no restic. To install it: apt-get install restic" ;;
esac

# see_password <file>
see_password() {
  if ! [ -s "$1" ]; then
    fault "There is no password in $1"
  elif [ -n "$(find "$1" -perm /077)" ]; then
    fault "Others may read $1: chmod 0600 it"
  fi
}
each_password see_password
