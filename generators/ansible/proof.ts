import type { SystemProof } from '../../testbed/system-proof.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { managedOf } from './facts/managed.ts';
import { updateOrderOf } from './facts/update-order.ts';
import { startPlaybooks } from './proof/playbooks.ts';
import { ansiblePlaybook, ansibleVault } from './tool.ts';

export default {
  automation: {
    tools: [ansiblePlaybook],
    async obstacle() {
      for (const tool of [ansiblePlaybook, ansibleVault]) {
        const found = await findTool(tool);
        if (isMissing(found)) return found.missing;
      }
      return undefined;
    },
    stores: ['ansible-vault'],
    machines: (model) => {
      const { port } = model.lab.systems.ansible;
      const managed = new Map(managedOf(model).map(({ id, address }) => [id, { id, address, port }]));
      return updateOrderOf(model).flatMap((id) => managed.get(id) ?? []);
    },
    start: startPlaybooks,
  },
} as const satisfies SystemProof;
