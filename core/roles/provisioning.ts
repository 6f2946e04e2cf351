import type { Model } from '../contract.ts';

/** Makes what machines stand on from files in the repository: a folder that is planned and applied as one. */
export interface Provisioning {
  /** Those of a lab; empty where nothing of the kind is generated. */
  roots(model: Model): readonly ProvisioningRoot[];
}

export interface ProvisioningRoot {
  readonly id: string;
  readonly title: string;
  /** Relative to the repository. */
  readonly folder: string;
  /** Variables of the environment that have to hold secrets when it is run. */
  readonly needs: readonly string[];
}
