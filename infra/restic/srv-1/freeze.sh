# shellcheck shell=sh
# Snapshots in the place of the folders that they are of, for one job alone: paths stay what they are, and nothing in them changes any more.
# Read by backup.sh, which runs in a mount namespace of its own then; never started. A record is: tool, mount, and what the tool asks for.

: "${policy:?}"
# Of the jobs of this policy, and of nothing else: two policies may run at the same time.
# Read by the scripts of the tools.
# shellcheck disable=SC2034
now=rackbook-now-$policy
frozen=0
count_frozen() { frozen=$((frozen + 1)); }
each_frozen count_frozen

# How that is done, the script of each tool says: freeze_<tool> and thaw_<tool>, with the rest of the record behind it.
# shellcheck source=/dev/null
read_tool() { . "./freeze-$1.sh"; }
each_frozen read_tool

mounted=
# freeze_one <tool> <mount> [more...]
freeze_one() {
  nth=$((nth + 1))
  tool=$1
  shift
  if "freeze_$tool" "$@"; then
    mounted="$mounted $nth "
  else
    fault "No snapshot of $1: it is copied while it changes."
    worse 1
  fi
}
freeze() {
  # What a run left that was killed.
  thaw
  nth=0
  each_frozen freeze_one
}

thaw_one() {
  nth=$((nth + 1))
  tool=$1
  shift
  case $mounted in *" $nth "*) umount "$1" || worse 1 ;; esac
  "thaw_$tool" "$@" || worse 1
}
# Takes away the snapshots of this run, or of one that was killed, whose mounts went with it.
thaw() {
  nth=0
  each_frozen thaw_one
  mounted=
}
