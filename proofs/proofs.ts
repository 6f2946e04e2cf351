import { automationProof } from './automation/prove.ts';
import { backupProof } from './backup/prove.ts';
import type { Proof } from './contract.ts';
import { ingressProof } from './ingress/prove.ts';
import { networkProof } from './network/prove.ts';

export const PROOFS: readonly Proof[] = [automationProof, backupProof, ingressProof, networkProof];
