#!/bin/sh
# Runs inside a container of PostgreSQL, as dump.sh, load.sh and password.sh call it: ping, dump to stdout, load from stdin, or give the user whose
# password a variable says another one, from stdin.
# It needs the programs of the image and the environment that the official one or Bitnami's asks for, and hands passwords on by the environment alone.
set -eu

# Prints a variable, or what is in the file that <variable>_FILE or FILE__<variable> names.
of() {
  eval "text=\${$1:-} file=\${${1}_FILE:-\${FILE__$1:-}}"
  if [ -n "$text" ]; then printf %s "$text"; elif [ -n "$file" ]; then cat -- "$file"; fi
}
# The first of several variables that says something.
first() {
  for name in "$@"; do
    found=$(of "$name")
    [ -z "$found" ] || break
  done
  printf %s "$found"
}
# Where Bitnami's image has a user for the app beside the administrator, it says so by a password of its own for him.
PGPASSWORD=$(first POSTGRESQL_POSTGRES_PASSWORD POSTGRES_POSTGRES_PASSWORD)
PGUSER=postgres
if [ -z "$PGPASSWORD" ]; then
  PGUSER=$(first POSTGRES_USER POSTGRESQL_USERNAME)
  PGUSER=${PGUSER:-postgres}
  PGPASSWORD=$(first POSTGRES_PASSWORD POSTGRESQL_PASSWORD)
fi
PGOPTIONS=--client-min-messages=warning
export PGUSER PGPASSWORD PGOPTIONS
unset PGDATABASE

case ${1:-} in
  ping)
    # By TCP: while the image sets a new server up, that answers on its socket alone.
    exec pg_isready --quiet --host 127.0.0.1 --timeout 5
    ;;
  dump)
    query='SELECT datname FROM pg_catalog.pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname COLLATE "C"'
    names=$(psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --dbname template1 --command "$query")
    if [ -z "$names" ]; then
      echo "There is no database to dump." >&2
      exit 1
    fi
    if ! roles=$(pg_dumpall --roles-only --database template1 2>/dev/null); then
      echo "The passwords of roles cannot be read by $PGUSER; they are left out." >&2
      roles=$(pg_dumpall --roles-only --no-role-passwords --database template1)
    fi
    me=$(psql --no-psqlrc --quiet --tuples-only --no-align --dbname template1 --command "SELECT quote_ident(current_user)")
    printf "%s\n" "$roles" | while IFS= read -r line; do
      case $line in
        # Who the administrator is, and by what password, is said by the environment.
        "CREATE ROLE $me;" | "ALTER ROLE $me WITH "*) ;;
        # A role that is there already stays, and gets password and rights as they were.
        "CREATE ROLE "*) echo "DO \$rackbook\$ BEGIN $line EXCEPTION WHEN duplicate_object THEN NULL; END \$rackbook\$;" ;;
        *) printf "%s\n" "$line" ;;
      esac
    done
    while IFS= read -r name; do
      PGDATABASE=$name pg_dump --clean --if-exists --create </dev/null
    done <<END
$names
END
    echo '-- rackbook: dump complete'
    ;;
  load)
    exec psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname template1 --file - >/dev/null
    ;;
  password)
    case ${2:-} in
      POSTGRESQL_POSTGRES_PASSWORD | POSTGRES_POSTGRES_PASSWORD) whose=postgres ;;
      POSTGRES_PASSWORD | POSTGRESQL_PASSWORD)
        whose=$(first POSTGRES_USER POSTGRESQL_USERNAME)
        whose=${whose:-postgres}
        ;;
      *)
        echo "${2:-} says the password of no user." >&2
        exit 1
        ;;
    esac
    # As text of SQL.
    new=$(sed "s/'/''/g")
    if [ -z "$new" ]; then
      echo "There is no new password on stdin." >&2
      exit 1
    fi
    # Terse: else it repeats a statement that fails.
    printf "ALTER ROLE \"%s\" PASSWORD '%s';\n" "$(printf %s "$whose" | sed 's/"/""/g')" "$new" |
      psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set VERBOSITY=terse --dbname template1 --file - >/dev/null
    ;;
  *)
    echo "ping, dump, load or password" >&2
    exit 2
    ;;
esac
