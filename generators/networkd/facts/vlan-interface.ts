/** What the interface of a VLAN is called on every machine whose interfaces are written here, the router among them. */
export function vlanInterface(vlan: number): string {
  return `vlan${vlan}`;
}

/** Names that are such, or could be. */
export const VLAN_INTERFACE = /^vlan\d+$/;
