/** Its API takes what the script says. */
export default { elsewhere: 'A person runs the script, which tells Semaphore by its API.' } as const;
