import { z } from 'zod';
import { line } from '../../core/parse/scalars.ts';
import type { HypervisorHost } from '../../core/roles/hypervisor-host.ts';

export const hypervisor = {
  host: z.strictObject({ node: line }).describe('What the host is in its cluster of Proxmox VE'),
  nodeTitle: 'Proxmox node',
} as const satisfies HypervisorHost;
