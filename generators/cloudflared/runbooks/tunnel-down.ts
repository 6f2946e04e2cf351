import type { Model } from '../../../core/contract.ts';
import { composeCommand } from '../../../core/facts/backup/places.ts';
import { tunnelRoleOf } from '../../../core/facts/players.ts';
import { TUNNEL_DOWN } from '../../../core/facts/runbooks/ids.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { quote } from '../../../formats/shell.ts';

/** Nothing is reached from outside. */
export function tunnelDown(model: Model): readonly Runbook[] {
  const playing = tunnelRoleOf(model);
  if (playing?.system !== 'cloudflared') return [];
  const { service: tunnel } = playing;
  const { ingress } = model.lab;
  const hostnames = throughTunnel(model);
  return [
    {
      id: TUNNEL_DOWN,
      kind: 'tunnel-down',
      title: 'The tunnel is down',
      when: `From outside nothing of ${model.lab.domain} is reached (Cloudflare shows error 1033, 502 or 530), while it works at home.`,
      text: [
        hostnames.length > 0 ? `These come through it: ${hostnames.join(', ')}.` : 'No hostname comes through it today.',
        'Three things can be down: the way out to the internet, the tunnel, or the ingress behind it. The steps tell which. 1033 and 530 mean that Cloudflare does not see the tunnel; 502 means that the tunnel does not reach the ingress.',
      ],
      subjects: [tunnel.subject, ...(ingress ? [ingress.subject] : [])],
      steps: [
        ...uplink(tunnel),
        ...theTunnel(tunnel),
        ...(ingress && !ingress.planned ? theIngress(model, ingress, tunnel) : []),
        ...restart(tunnel),
      ],
      next: [],
    },
  ];
}

function throughTunnel({ services }: Model): readonly string[] {
  return services
    .filter(({ planned }) => !planned)
    .flatMap(({ expose }) => expose.filter(({ to }) => to.includes('tunnel')).map(({ hostname }) => hostname))
    .sort();
}

function uplink({ runsOn: on }: Service): readonly RunbookStep[] {
  return [
    {
      id: 'internet',
      title: `See that ${on.title} reaches Cloudflare at all`,
      on,
      run: "curl --silent --show-error --max-time 10 --output /dev/null --write-out '%{http_code}\\n' https://api.cloudflare.com/client/v4/ips",
      expect:
        '200. “Could not resolve host” is DNS, a time-out is the way out: then the router or the line is down, and the tunnel waits for it.',
      shows: ['200'],
      notRun: { reason: 'outside', because: 'It asks Cloudflare' },
    },
  ];
}

function theTunnel(tunnel: Service): readonly RunbookStep[] {
  const { runsOn: on, title } = tunnel;
  const compose = composeCommand(tunnel);
  if (!compose)
    return [
      {
        id: 'look',
        title: `See that ${title} runs`,
        on,
        expect: 'It is no container of this repository: look at it as it is started here, and read what it logs.',
      },
    ];
  const ready = readyCommand(tunnel);
  return [
    {
      id: 'containers',
      title: `See that ${title} runs`,
      on,
      run: `${compose} ps --all`,
      expect:
        '“Up”. “(unhealthy)” means that it runs without a connection; “Restarting” that it stops again and again, and its log says why.',
      shows: [tunnel.id],
    },
    {
      id: 'logs',
      title: 'Read what it says',
      on,
      run: `${compose} logs --no-log-prefix --tail 50`,
      expect:
        '“Registered tunnel connection” four times is right. “Unauthorized” or “credentials”: its secret file. “timeout” to port 7844: the way out. “Unable to reach the origin service”: the ingress.',
    },
    ...(ready === undefined
      ? []
      : [
          {
            id: 'ready',
            title: 'Ask it whether it is connected',
            on,
            run: `${compose} exec -T ${ready}`,
            expect: 'No error: at least one connection to Cloudflare stands.',
            notRun: { reason: 'outside' as const, because: 'It is ready only when it has reached Cloudflare' },
          },
        ]),
  ];
}

/** Its own health check, as it is asked inside; undefined for one that is not a plain command. */
function readyCommand({ compose }: Service): string | undefined {
  for (const [container, { healthcheck }] of Object.entries(compose?.services ?? {})) {
    const test = (healthcheck as { test?: unknown } | undefined)?.test;
    if (Array.isArray(test) && test[0] === 'CMD' && test.length > 1)
      return [container, ...test.slice(1)].map((word) => quote(String(word))).join(' ');
  }
  return undefined;
}

function theIngress(model: Model, ingress: Service, { runsOn: on }: Service): readonly RunbookStep[] {
  const hostname = throughTunnel(model)[0];
  const { address, title } = ingress;
  if (hostname === undefined || address === undefined) return [];
  const ip = address.includes(':') ? `[${address}]` : address;
  return [
    {
      id: 'ingress',
      title: `Ask ${title} without the tunnel`,
      on,
      run: `curl --silent --show-error --insecure --max-time 10 --resolve ${quote(`${hostname}:443:${ip}`)} --output /dev/null --write-out '%{http_code}\\n' -- ${quote(`https://${hostname}/`)}`,
      expect: `A status such as 200, 302 or 401: ${title} answers. “Connection refused” means that it is down; 502 or 504 that the service behind it is; 404 that it knows no route of this name.`,
    },
  ];
}

function restart(tunnel: Service): readonly RunbookStep[] {
  const compose = composeCommand(tunnel);
  if (!compose) return [];
  return [
    {
      id: 'restart',
      title: `Start ${tunnel.title} again`,
      on: tunnel.runsOn,
      run: `${compose} up --detach --force-recreate`,
      expect: '“Started”. Within a minute its log says “Registered tunnel connection”.',
      caution: 'Whoever works through the tunnel, you too perhaps, is cut off for some seconds.',
    },
  ];
}
