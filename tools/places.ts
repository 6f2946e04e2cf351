/** Where the tools live: `.rackbook/tools` of the repository, which Git ignores. */

import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
export const toolsHome = `${repository}/.rackbook/tools`;
/** One entry a tool: a link or a launcher, named for the tool's id. */
export const toolsBin = `${toolsHome}/bin`;
/** One folder a source, put in place whole. */
export const toolsStore = `${toolsHome}/store`;
