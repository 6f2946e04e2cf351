import { describe, expect, it } from 'vitest';
import { workflowFaults } from './workflow-faults.ts';

const GOOD = `
on: { pull_request: {} }
permissions: {}
concurrency: { group: one, cancel-in-progress: true }
jobs:
  look:
    if: github.event.pull_request.head.repo.full_name == github.repository
    runs-on: lab
    timeout-minutes: 5
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { persist-credentials: false }
      - run: make look
        env: { KEY: "\${{ secrets.KEY }}" }
`;
const edited = (from: string, to: string) => {
  expect(GOOD).toContain(from);
  return workflowFaults(GOOD.replace(from, to));
};

describe('workflowFaults', () => {
  it('finds nothing where there is nothing', () => {
    expect(workflowFaults(GOOD)).toEqual([]);
  });

  it.each([
    ['on: { pull_request: {} }', 'on: [pull_request, issue_comment]', /^on: issue_comment/],
    ['on: { pull_request: {} }', 'on: { push: {} }', /^concurrency: a run .* broken off$/],
    ['permissions: {}\n', '', /^permissions: not said/],
    ['permissions: {}\n', 'permissions: write-all\n', /^permissions: may write/],
    ['permissions: {}\n', 'permissions: { issues: write }\n', /^permissions: may write/],
    ['{ contents: read }', '{ issues: write }', /^jobs\.look: has secrets of the lab and may write/],
    ['{ contents: read }', '{ packages: write }', /^jobs\.look\.permissions: may write packages/],
    ['{ contents: read }', 'read-all', /^jobs\.look\.permissions: read-all/],
    ['    timeout-minutes: 5\n', '', /^jobs\.look\.timeout-minutes/],
    ['runs-on: lab', 'runs-on: "${{ inputs.where }}"', /^jobs\.look\.runs-on/],
    ['    if: github.event.pull_request.head.repo.full_name == github.repository\n', '', /^jobs\.look: has secrets for a pull request/],
    ['make look', 'make ${{ github.head_ref }}', /^jobs\.look\.steps\.1\.run/],
    ['3d3c42e5aac5ba805825da76410c181273ba90b1', 'v7', /is not pinned/],
    ['3d3c42e5aac5ba805825da76410c181273ba90b1', '3d3c42e', /is not pinned/],
    ['actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1', 'docker://alpine:3', /is not pinned/],
    [' # v7.0.1', '', /^line 12: no comment/],
    ['{ persist-credentials: false }', '{}', /leaves the token/],
    ['jobs:', 'jobs: [', /./],
  ])('refuses %j as %j', (from, to, words) => {
    expect(edited(from, to).join('\n')).toMatch(words);
  });

  it('sees all secrets at once', () => {
    const all = edited('"${{ secrets.KEY }}"', '"${{ toJSON(secrets) }}"').concat(
      workflowFaults(GOOD.replace('secrets.KEY', 'toJSON(secrets)').replace(/ {4}if: .*\n/, '')),
    );
    expect(all).toEqual(['jobs.look: has secrets for a pull request of a stranger']);
  });
});
