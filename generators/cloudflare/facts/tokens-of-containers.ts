import type { Model } from '../../../core/contract.ts';
import type { SecretFile, Service } from '../../../core/model/service/service.ts';

/** By what programs that prove a domain by its DNS call the file with their token. */
const NAMES = ['CF_DNS_API_TOKEN_FILE', 'CLOUDFLARE_DNS_API_TOKEN_FILE'];

/** Secrets that a container reads as a token for the DNS of a zone. */
export function tokensOfContainers(model: Model): readonly { readonly service: Service; readonly secret: SecretFile }[] {
  return model.services
    .filter(({ planned }) => !planned)
    .flatMap((service) => {
      const files = new Set(Object.values(service.compose?.services ?? {}).flatMap(({ environment }) => tokenFiles(environment)));
      return service.secrets.filter(({ id }) => files.has(`/run/secrets/${id}`)).map((secret) => ({ service, secret }));
    });
}

/** Compose takes a map, or a list of `NAME=value`. */
function tokenFiles(environment: unknown): readonly string[] {
  const pairs: readonly (readonly [string, unknown])[] = Array.isArray(environment)
    ? environment.map((pair) => [String(pair).replace(/=.*$/s, ''), String(pair).replace(/^[^=]*=?/s, '')])
    : Object.entries(environment ?? {});
  return pairs.filter(([name]) => NAMES.includes(name)).map(([, value]) => String(value));
}
