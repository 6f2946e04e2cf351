/**
 * Gets the commit with Git alone: an action would have to come from somewhere else, and one that is not there stops every run. The token goes
 * through the environment of that one command, so that it is in no argument and no file.
 */
const LINES = [
  'git init --quiet .',
  'git config --local advice.detachedHead false',
  'basic=$(printf "x-access-token:%s" "$TOKEN" | base64 | tr -d "\\n")',
  'export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.extraHeader "GIT_CONFIG_VALUE_0=Authorization: Basic $basic"',
  'git fetch --quiet --no-tags --depth 1 "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY.git" "$COMMIT"',
  'unset GIT_CONFIG_COUNT GIT_CONFIG_KEY_0 GIT_CONFIG_VALUE_0 TOKEN',
  // A runner that is no container has the files of its last job there.
  'git checkout --quiet --force --detach FETCH_HEAD',
  'git clean --quiet --force -d -x',
  '',
];

export const CHECKOUT = {
  name: 'Get the files',
  env: { TOKEN: '${{ github.token }}', COMMIT: '${{ github.event.pull_request.head.sha || github.sha }}' },
  run: LINES.join('\n'),
} as const;
