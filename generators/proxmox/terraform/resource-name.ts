/** The name of a guest's, an image's or a device's resource: its id, which has no underscore of its own, with one before a digit. */
export function resourceName(id: string): string {
  return /^\d/.test(id) ? `_${id}` : id;
}
