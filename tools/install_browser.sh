#!/usr/bin/env bash
# Debian's chromium for the browser tests, where it is missing and may be installed; else the tests say that they skip.
set -u
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Debian's chromium for the browser tests"
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >/dev/null 2>&1 && exit 0
fi
echo "No chromium here and none could be installed: the browser tests will be skipped"
