/**
 * Traefik reads its dynamic files as Go templates before it reads them as YAML, with functions for the environment among others. In this
 * text the two braces that begin an action say themselves, so that it comes out as it is. Source: Traefik's pkg/provider/file.
 */
export function templateText(text: string): string {
  return text.replaceAll('{{', '{{`{{`}}');
}
