/** It can watch the lab: `lab.<id>` in the inventory says which service it is and where its collector asks it. */
export interface MonitoringRole {
  /** Where its agent on a machine, as Debian packages it, reads metrics from files. */
  readonly metricsFolder?: string;
}
