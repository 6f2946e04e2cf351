/**
 * The name of a hostname's or an id's resource: unique, and the same whatever else is in the inventory. Neither has an underscore of
 * its own, so both uses of it are distinct from the rest.
 */
export function resourceName(text: string): string {
  const name = text.replaceAll('.', '_');
  return /^\d/.test(name) ? `_${name}` : name;
}
