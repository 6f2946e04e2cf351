/** A folder of files that say what machines and services stand on, which is planned and applied as one. */
export interface ProvisioningRoot {
  readonly id: string;
  readonly title: string;
  /** Relative to the repository. */
  readonly folder: string;
  /** Variables of the environment that have to hold secrets when it is run. */
  readonly needs: readonly string[];
}
