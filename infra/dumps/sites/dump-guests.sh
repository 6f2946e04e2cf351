#!/bin/sh
# Dumps the databases of sites that the policy guests covers, and leaves for Prometheus how that went.
# Generated from the inventory; edit that, then npm run gen.
set -u
cd "$(dirname "$0")" || exit 1
metrics=/var/lib/prometheus/node-exporter
file=$metrics/rackbook-dump-guests.prom
start=$(date +%s)
./dump.sh wordpress-blog/db wordpress-portfolio/db
code=$?
end=$(date +%s)
[ -d "$metrics" ] || exit "$code"
success=$(sed -n 's/^rackbook_job_last_success_timestamp_seconds{.*} //p' "$file" 2>/dev/null)
[ "$code" -ne 0 ] || success=$end
{
  echo '# HELP rackbook_job_last_run_timestamp_seconds When the job ended.'
  echo '# TYPE rackbook_job_last_run_timestamp_seconds gauge'
  echo 'rackbook_job_last_run_timestamp_seconds{job="dump",policy="guests"}' "$end"
  echo '# HELP rackbook_job_exit_code How the job ended; 0 is well.'
  echo '# TYPE rackbook_job_exit_code gauge'
  echo 'rackbook_job_exit_code{job="dump",policy="guests"}' "$code"
  echo '# HELP rackbook_job_duration_seconds How long the job took.'
  echo '# TYPE rackbook_job_duration_seconds gauge'
  echo 'rackbook_job_duration_seconds{job="dump",policy="guests"}' "$((end - start))"
  if [ -n "$success" ]; then
    echo '# HELP rackbook_job_last_success_timestamp_seconds When the job last ended well.'
    echo '# TYPE rackbook_job_last_success_timestamp_seconds gauge'
    echo 'rackbook_job_last_success_timestamp_seconds{job="dump",policy="guests"}' "$success"
  fi
} >"$file.part" && chmod 0644 "$file.part" && mv "$file.part" "$file"
exit "$code"
