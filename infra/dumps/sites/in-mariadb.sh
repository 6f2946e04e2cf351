#!/bin/sh
# Runs inside a container of MariaDB or MySQL, as dump.sh, load.sh and password.sh call it: ping, dump to stdout, load from stdin, or give the user whose
# password a variable says another one, from stdin.
# It needs the programs of the image and the environment that the official one, Bitnami's or LinuxServer's asks for, and hands passwords on by the
# environment alone.
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
program() {
  command -v "$1" || command -v "$2" || {
    echo "There is neither $1 nor $2 in this container." >&2
    exit 1
  }
}
user=$(first MARIADB_ROOT_USER MYSQL_ROOT_USER)
user=${user:-root}
is_root=yes
database=
MYSQL_PWD=$(first MARIADB_ROOT_PASSWORD MYSQL_ROOT_PASSWORD)
case ${ALLOW_EMPTY_PASSWORD:-} in
  yes | true | 1) may_be_empty=yes ;;
  *) may_be_empty=${MARIADB_ALLOW_EMPTY_ROOT_PASSWORD:-}${MYSQL_ALLOW_EMPTY_PASSWORD:-} ;;
esac
if [ -z "$MYSQL_PWD$may_be_empty" ]; then
  is_root=
  user=$(first MARIADB_USER MYSQL_USER)
  database=$(first MARIADB_DATABASE MYSQL_DATABASE)
  MYSQL_PWD=$(first MARIADB_PASSWORD MYSQL_PASSWORD)
  if [ -z "$user" ] || [ -z "$database" ] || [ -z "$MYSQL_PWD" ]; then
    echo "The environment names neither the password of root nor a user with password and database." >&2
    exit 1
  fi
fi
export MYSQL_PWD

case ${1:-} in
  ping)
    # By TCP: while the image sets a new server up, that answers on its socket alone.
    exec "$(program mariadb-admin mysqladmin)" --user="$user" --protocol=tcp --host=127.0.0.1 --connect-timeout=5 ping >/dev/null
    ;;
  dump)
    dump=$(program mariadb-dump mysqldump)
    options=$("$dump" --help)
    if [ -n "$is_root" ]; then
      query='SELECT schema_name FROM information_schema.schemata'
      query="$query WHERE schema_name NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys') ORDER BY schema_name"
      database=$("$(program mariadb mysql)" --user="$user" --batch --raw --skip-column-names --execute "$query")
      if [ -z "$database" ]; then
        echo "There is no database to dump." >&2
        exit 1
      fi
      # MariaDB can write its users too. Those that are there already stay, and get password and rights as they were.
      case $options in
        *--system=*)
          users=$("$dump" --user="$user" --system=users --insert-ignore --skip-dump-date)
          declared=$(first MARIADB_USER MYSQL_USER)
          printf "%s\n" "$users" | while IFS= read -r line; do
            # Not those that the image makes, with passwords of the environment or of its own.
            case $(printf %s "$line" | tr "\140" "\047") in
              *"'$user'@"* | *"'root'@"* | *"'mariadb.sys'@"* | *"'healthcheck'@"* | *"'${declared:-root}'@"*) ;;
              *) printf "%s\n" "$line" ;;
            esac
          done
          ;;
      esac
    fi
    set -- --user="$user" --default-character-set=utf8mb4 --skip-dump-date --single-transaction --quick --hex-blob --no-tablespaces
    set -- "$@" --routines --triggers --events --add-drop-database
    case $options in
      *--set-gtid-purged=*) set -- "$@" --set-gtid-purged=OFF ;;
    esac
    set -- "$@" --databases --
    while IFS= read -r name; do
      set -- "$@" "$name"
    done <<END
$database
END
    "$dump" "$@" </dev/null
    echo '-- rackbook: dump complete'
    ;;
  load)
    # Silent: else it repeats a statement that fails, with all the data that it holds.
    exec "$(program mariadb mysql)" --user="$user" --default-character-set=utf8mb4 --binary-mode --batch --silent >/dev/null
    ;;
  password)
    client=$(program mariadb mysql)
    case ${2:-} in
      MARIADB_ROOT_PASSWORD | MYSQL_ROOT_PASSWORD) whose=$(first MARIADB_ROOT_USER MYSQL_ROOT_USER) whose=${whose:-root} ;;
      MARIADB_PASSWORD | MYSQL_PASSWORD) whose=$(first MARIADB_USER MYSQL_USER) ;;
      *) whose= ;;
    esac
    if [ -z "$whose" ]; then
      echo "${2:-} says the password of no user." >&2
      exit 1
    fi
    # As text of SQL.
    escaped() { sed "s/[\\\\']/\\\\&/g"; }
    new=$(escaped)
    if [ -z "$new" ]; then
      echo "There is no new password on stdin." >&2
      exit 1
    fi
    sql() { "$client" --user="$user" --default-character-set=utf8mb4 --batch --raw --silent --skip-column-names "$@"; }
    if [ -z "$is_root" ]; then
      # Whoever may not change users may change their own password, in words that differ.
      case $(sql --execute 'SELECT VERSION()') in
        *MariaDB*) printf "SET PASSWORD = PASSWORD('%s');\n" "$new" ;;
        *) printf "ALTER USER USER() IDENTIFIED BY '%s';\n" "$new" ;;
      esac | sql >/dev/null
      exit
    fi
    accounts=$(sql --execute "SELECT CONCAT(QUOTE(user), '@', QUOTE(host)) FROM mysql.user WHERE user = '$(printf %s "$whose" | escaped)'")
    if [ -z "$accounts" ]; then
      echo "There is no user $whose." >&2
      exit 1
    fi
    printf "%s\n" "$accounts" | while IFS= read -r account; do
      printf "ALTER USER %s IDENTIFIED BY '%s';\n" "$account" "$new"
    done | sql >/dev/null
    ;;
  *)
    echo "ping, dump, load or password" >&2
    exit 2
    ;;
esac
