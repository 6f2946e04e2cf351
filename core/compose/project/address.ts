/** Where Compose would fetch a project from. */
export function isAddress(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|oci:|[\w.-]+@[\w.-]+:)|\.git(?:[#:].*)?$|^github\.com\//.test(path);
}
