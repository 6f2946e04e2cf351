import { writableMounts } from '../../../core/compose/mounts.ts';
import type { Model } from '../../../core/contract.ts';
import { composeCommand, dataPlace, secretsOf } from '../../../core/facts/backup/places.ts';
import { ingressOf } from '../../../core/facts/players.ts';
import { CERTIFICATE_EXPIRED } from '../../../core/facts/runbooks/ids.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { quote } from '../../../formats/shell.ts';

/** Where Traefik of this lab keeps its certificates inside its container, see `files/static-config.ts`. */
const STORAGE = '/acme';

/** Browsers warn of the certificate. */
export function certificateExpired(model: Model): readonly Runbook[] {
  const playing = ingressOf(model);
  if (playing?.system !== 'traefik') return [];
  const ingress = playing.service;
  return [
    {
      id: CERTIFICATE_EXPIRED,
      kind: 'certificate-expired',
      title: 'A certificate has expired',
      when: `Browsers say that the connection is not private, or that a certificate has expired, at hostnames below ${model.lab.domain}.`,
      text: [
        `${ingress.title} gets certificates by itself, thirty days before the old ones end, by writing a record into the DNS zone. So this means that it has failed for a month: find out why before you force anything.`,
        'The certificate authority allows few certificates for the same names in a week (Let’s Encrypt: five). Each try that succeeds counts.',
      ],
      subjects: [ingress.subject],
      steps: [...see(model, ingress), ...renew(ingress)],
      next: [],
    },
  ];
}

function see(model: Model, ingress: Service): readonly RunbookStep[] {
  const { runsOn: on, address } = ingress;
  const compose = composeCommand(ingress);
  const hostname = model.services
    .filter(({ planned }) => !planned)
    .flatMap(({ expose }) => expose.filter(({ to }) => to.includes('lan')).map((each) => each.hostname))
    .sort()[0];
  const host = address?.includes(':') ? `[${address}]` : address;
  return [
    ...(host !== undefined && hostname !== undefined
      ? [
          {
            id: 'date',
            title: 'See until when the certificate that is served is good',
            on,
            run: `openssl s_client -connect ${quote(`${host}:443`)} -servername ${quote(hostname)} </dev/null | openssl x509 -noout -enddate -issuer -subject`,
            expect: `“notAfter” with a day that has passed; the lines about “verify” above it do not matter. A day to come means that the certificate is good, and the clock of the browser’s machine is wrong. An issuer “TRAEFIK DEFAULT CERT” means that it has none for this name. ${hostname} stands for the name that fails.`,
            shows: ['notAfter='],
          },
        ]
      : []),
    {
      id: 'clock',
      title: 'See that the clock is right',
      on,
      run: "date '+%F %T %Z'",
      expect: 'The current time, as a phone shows it. A wrong clock makes every certificate wrong, and is fixed first.',
    },
    ...(compose
      ? [
          {
            id: 'logs',
            title: 'Read why it was not renewed',
            on,
            run: `${compose} logs --no-log-prefix --tail 50`,
            expect:
              'Lines with “acme” and “error”. “invalid token” or “403”: the token for the DNS zone. “rateLimited”: wait as long as it says. “timeout” or “no such host”: the way out to the internet.',
          },
        ]
      : []),
    ...(ingress.secrets.length > 0
      ? [
          {
            id: 'secrets',
            title: 'See that its secrets are there',
            on,
            run: `ls -l -- ${quote(`${secretsOf(on)}/${ingress.id}`)}`,
            expect: `${ingress.secrets.map(({ id, what }) => `${id} (${what})`).join('; ')}: each with more than 0 bytes. A token that was withdrawn or has expired is made again at the DNS provider, and written into its file.`,
            shows: ingress.secrets.map(({ id }) => id),
          },
        ]
      : []),
  ];
}

function renew(ingress: Service): readonly RunbookStep[] {
  const { runsOn: on, title } = ingress;
  const compose = composeCommand(ingress);
  if (!compose) return [];
  const file = storageOf(ingress);
  return [
    {
      id: 'restart',
      title: `When the cause is fixed: start ${title} again`,
      on,
      run: `${compose} restart`,
      expect:
        'A line for each container. It looks for certificates that are due when it starts; look at the date again after three minutes.',
    },
    ...(file === undefined
      ? []
      : [
          {
            id: 'anew',
            title: 'Last resort: have all certificates issued again',
            on,
            run: `${compose} stop && mv -- ${quote(file)} ${quote(`${file}.before`)} && ${compose} start`,
            expect: `“Started”. A new ${file} is there within a minute; until it has certificates, browsers warn at every name.`,
            caution:
              'This asks for a new account and a certificate for every name at once, which counts against the limits of the certificate authority. Do it only if the file is broken, never to try something out.',
            undo: {
              text: 'Take the old ones back.',
              run: `${compose} stop && mv -- ${quote(`${file}.before`)} ${quote(file)} && ${compose} start`,
            },
          },
        ]),
  ];
}

/** The file on the machine with all certificates; undefined where it is not mounted from there. */
function storageOf(ingress: Service): string | undefined {
  const mount = Object.values(ingress.compose?.services ?? {})
    .flatMap((container) => writableMounts(container))
    .find(({ target, source }) => target.replace(/\/$/, '') === STORAGE && source !== undefined);
  return mount?.source === undefined ? undefined : `${dataPlace(ingress, mount.source)}/acme.json`;
}
