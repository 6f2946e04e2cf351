import type { Told } from '../../../core/roles/told.ts';
import type { TraefikOptions } from '../options.ts';

/** Where Traefik looks for its settings, and where the lab has what it makes for it. */
const [HOME, MADE] = ['/etc/traefik', 'infra/traefik'];
/** A file of settings, wherever the command line may say it is. Any other would count in place of ours, and flags are of no use beside it. */
const OUR_FILE = /^--configfile=\/etc\/traefik\/traefik\.yaml$/i;
/** Says how much it writes of itself. */
const TALK = /^--log\.(?:level|format|nocolor)(?:=|$)/i;
/** Time, language, and how lego waits for a name server. Source: Traefik reads no other variable than `TRAEFIK_…` and those of lego. */
const QUIET_VARIABLE = /^(?:TZ|LANG|LANGUAGE|LC_[A-Z]+|LEGO_[A-Z_]+)$/;
/** Where certificates, secrets, logs and the time of the machine are; nothing there is read as routes or settings. */
const QUIET_PLACE =
  /^(?:\/(?:acme|certs?|config|data|letsencrypt|logs?|tmp)|\/run\/secrets|\/var\/log|\/etc\/(?:localtime|timezone|machine-id|ssl\/certs)|\/etc\/traefik\/(?:acme|certs?|letsencrypt|ssl))(?:\/.*)?$|^(?:\/etc\/traefik)?\/acme\.json$/;
/** The socket of an engine, which is a door and has a reason as that. */
const SOCKET = /^(?:\/var)?\/run\/(?:docker|podman\/podman)\.sock$/;

/** How the variables of a provider of lego begin, where that is not its name. Source: lego's documentation of its providers. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  'acme-dns': ['ACME_DNS_'],
  azure: ['AZURE_'],
  azuredns: ['AZURE_'],
  cloudflare: ['CF_', 'CLOUDFLARE_'],
  digitalocean: ['DO_'],
  gcloud: ['GCE_', 'GOOGLE_'],
  googledomains: ['GOOGLE_DOMAINS_'],
  route53: ['AWS_'],
  lightsail: ['AWS_', 'DNS_ZONE'],
};

/** Whether Traefik neither routes, listens nor lets in otherwise because of it. What is not known here is not harmless. */
export function isHarmless(told: Told, options: TraefikOptions): boolean {
  switch (told.kind) {
    case 'argument':
      return told.word === 'traefik' || OUR_FILE.test(told.word) || TALK.test(told.word);
    case 'variable':
      return QUIET_VARIABLE.test(told.name) || isOfProvider(told.name, options['dns-provider']);
    case 'file':
      return (
        isOurs(told) || QUIET_PLACE.test(told.target) || SOCKET.test(told.target) || isPlugins(told) || isAccessLog(told.target, options)
      );
    case 'setting':
      return false;
  }
}

function isOfProvider(name: string, provider: string): boolean {
  const prefixes = PREFIXES[provider] ?? [
    `${provider.toUpperCase().replaceAll('-', '')}_`,
    `${provider.toUpperCase().replaceAll('-', '_')}_`,
  ];
  return !/^traefik_/i.test(name) && prefixes.some((prefix) => name.startsWith(prefix));
}

/** What the lab made, where its settings say that it is. */
function isOurs({ repository, target }: Extract<Told, { kind: 'file' }>): boolean {
  return (
    repository !== undefined &&
    (repository === MADE || repository.startsWith(`${MADE}/`)) &&
    target === HOME + repository.slice(MADE.length)
  );
}

/** Room for what Traefik unpacks itself. Anything that was there before would be run. */
const isPlugins = ({ source, target }: Extract<Told, { kind: 'file' }>): boolean => target === '/plugins-storage' && source === 'tmpfs';

function isAccessLog(target: string, { 'access-log': log }: TraefikOptions): boolean {
  return log !== undefined && log !== '' && (log === target || log.replace(/\/[^/]*$/, '') === target) && !target.startsWith('/etc');
}
