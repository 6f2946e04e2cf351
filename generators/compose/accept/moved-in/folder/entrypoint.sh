#!/bin/sh
echo "$FROM_FILE, $(cat /etc/app.conf)" >/tmp/said
exec httpd -f -p "$1" -h /www
