/** What they call runs where the repository is checked out. */
export default { elsewhere: 'Runners of the Git host run them, from the repository.' } as const;
