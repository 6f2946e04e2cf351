/** What every command that serves the site has. */
export const serveOptions = {
  options: { host: { type: 'string' }, port: { type: 'string' } },
  describe: { host: 'address to serve on; 127.0.0.1 unless said', port: 'port to serve on; 4321, or the next free one, unless said' },
} as const;
