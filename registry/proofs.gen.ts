// Written by `npm run registry` from the folders below generators/. Do not edit.

import ansibleProof from '../generators/ansible/proof.ts';
import btrbkProof from '../generators/btrbk/proof.ts';
import crowdsecProof from '../generators/crowdsec/proof.ts';
import dumpsProof from '../generators/dumps/proof.ts';
import networkdProof from '../generators/networkd/proof.ts';
import nftablesProof from '../generators/nftables/proof.ts';
import resticProof from '../generators/restic/proof.ts';
import traefikProof from '../generators/traefik/proof.ts';

export const proofs = {
  ansible: ansibleProof,
  btrbk: btrbkProof,
  crowdsec: crowdsecProof,
  dumps: dumpsProof,
  networkd: networkdProof,
  nftables: nftablesProof,
  restic: resticProof,
  traefik: traefikProof,
};
