import { faultOf, servingObstacle, startsWith } from '../../../testbed/topology/starts-with.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import type { Checker } from '../../../tools/verify/checker.ts';
import { unbound, unboundCheckconf } from '../tool.ts';
import { startUnbound } from './start.ts';

/**
 * `unbound-checkconf`, then the real program in a namespace that has none of the addresses yet: as on a router that starts it before its
 * interfaces are up.
 */
export const unboundChecker: Checker = {
  id: 'unbound',
  title: 'Unbound',
  needs: unbound,
  async obstacle() {
    const check = await findTool(unboundCheckconf);
    if (isMissing(check)) return check.missing;
    return servingObstacle();
  },
  check: (files, context) =>
    startsWith(files, context, async (file, argv, netns) => {
      const check = await findTool(unboundCheckconf);
      if (isMissing(check)) return check.missing;
      return faultOf(await startUnbound(netns, { argv, check: check.argv }, file), /\] (warning|error|fatal error):/);
    }),
};
