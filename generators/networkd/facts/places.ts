/** Where systemd-networkd reads files of administrators. */
export const NETWORKD_PLACE = '/etc/systemd/network';

/** Where settings of the kernel are. */
export const SYSCTL_PLACE = '/etc/sysctl.d';

/** Repository path of the folder with the files of a machine, or of the router. */
export const networkdFolder = (machine: string): string => `infra/networkd/${machine}`;
