# shellcheck shell=sh
# What a job leaves for the monitoring, in the format of the textfile collector of node_exporter. Read by the jobs, never started.

# metric <name> <help> <labels> <value>: one gauge.
metric() { printf '# HELP %s %s\n# TYPE %s gauge\n%s{%s} %s\n' "$1" "$2" "$1" "$1" "$3" "$4"; }

# job_metrics <folder> <name of the file> <labels> <code> <start> [lines of more metrics]: when a job ended and how. A failure keeps the time of
# the last success. Nothing is written where there is no folder; elsewhere a file that could not be written is said, and is never half a file.
job_metrics() {
  [ -d "$1" ] || return 0
  file=$1/$2.prom end=$(date +%s)
  success=$(sed -n 's/^rackbook_job_last_success_timestamp_seconds{.*} //p' "$file" 2>/dev/null) || success=
  [ "$4" -ne 0 ] || success=$end
  text=$(
    metric rackbook_job_last_run_timestamp_seconds 'When the job ended.' "$3" "$end"
    metric rackbook_job_exit_code 'How the job ended; 0 is well.' "$3" "$4"
    metric rackbook_job_duration_seconds 'How long the job took.' "$3" "$((end - $5))"
    if [ -n "$success" ]; then
      metric rackbook_job_last_success_timestamp_seconds 'When the job last ended well.' "$3" "$success"
    fi
    if [ -n "${6:-}" ]; then printf '%s\n' "$6"; fi
  )
  printf '%s\n' "$text" >"$file.part" && chmod 0644 "$file.part" && mv "$file.part" "$file" && return 0
  echo "The metrics of this run could not be written to $file." >&2
  rm -f "$file.part"
}
