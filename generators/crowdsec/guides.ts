import { entryContainers } from '../../core/compose/entry-containers.ts';
import type { Model } from '../../core/contract.ts';
import { composeCommand } from '../../core/facts/backup/places.ts';
import type { Guide } from '../../core/facts/guide.ts';
import { banEdgeOf, bansOf, ingressOf } from '../../core/facts/players.ts';
import type { Bans } from '../../core/model/lab/lab.ts';
import type { Network } from '../../core/model/network/network.ts';
import type { Service } from '../../core/model/service/service.ts';
import { quote } from '../../formats/shell.ts';
import { count, list } from '../../lib/plain-words.ts';
import { BOUNCER_SECONDS } from './facts/interval.ts';

/** Stands for the address that is meant; from the range that is kept for documentation. */
const EXAMPLE_IP = '203.0.113.7';

/** What a reader has to know of services that ban: what a ban does there, and how to lift one. Planned services have nothing to tell. */
function bansGuides(model: Model): readonly Guide[] {
  const { bans } = model.lab;
  if (!bans || bansOf(model)?.system !== 'crowdsec') return [];
  const running = ingressOf(model)?.service;
  const edge = banEdgeOf(model)?.service;
  return [
    engineGuide(bans, running, edge),
    ...(running ? [ingressGuide(bans, running)] : []),
    ...(edge ? [edgeGuide(bans, edge)] : []),
  ].sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

function engineGuide(bans: Bans, ingress: Service | undefined, edge: Service | undefined): Guide {
  const { engine, banSeconds, allowlist } = bans;
  const ask = (args: readonly string[]) => ({ on: engine.runsOn, run: inEngine(engine, ['cscli', ...args]) });
  const bouncers = [ingress, edge].filter((service) => service !== undefined);
  const [first, second, third] = [1, 2, 3].map((times) => exactly(times * banSeconds));
  return {
    subject: engine.subject,
    title: 'Bans: see them, lift them, set them',
    text: [
      `${engine.title} reads the access log of ${ingress?.title ?? 'the ingress'}. An address that behaves like an attacker is banned for ${first}, the second time for ${second}, the third time for ${third}, and so on. Older bans count for as long as they are on record, which is a week.`,
      `${actors(ingress, edge)} A bouncer looks for new and lifted bans every ${BOUNCER_SECONDS} seconds.`,
      `${neverBanned(allowlist)} Container networks are never banned either, because many clients can stand behind one address there. A ban that is set by hand ignores the allowlist.`,
      `While ${engine.title} is down no new address is banned, known bans stay, and all other addresses get through.`,
      `If you have banned yourself: SSH does not pass through ${ingress?.title ?? 'the ingress'}, so log in to ${engine.runsOn.title} and lift the ban with the command below. Through the tunnel your address is the public one of your connection, at home it is the one of your device; the list shows which. A network that should never be banned again belongs in lab.bans.allowlist of the inventory.`,
      `In the commands ${EXAMPLE_IP} stands for the address that is meant. A whole range is written --range instead of --ip.`,
    ],
    steps: [
      {
        title: 'See who is banned, why and for how long',
        ...ask(['decisions', 'list']),
        expect: 'A table of addresses, or “No active decisions”.',
      },
      {
        title: 'Ask about one address',
        ...ask(['alerts', 'list', '--ip', EXAMPLE_IP]),
        expect: 'What it did and when, or “No active alerts”.',
      },
      {
        title: 'Lift a ban at once',
        ...ask(['decisions', 'delete', '--ip', EXAMPLE_IP]),
        expect: `“1 decision(s) deleted”; ${BOUNCER_SECONDS} seconds later the address gets through at home${edge ? ', and about a minute later through the tunnel' : ' and through the tunnel'}.`,
      },
      {
        title: 'Ban an address by hand',
        ...ask(['decisions', 'add', '--ip', EXAMPLE_IP, '--duration', '24h', '--reason', 'by-hand']),
        expect: `“Decision successfully added”; ${BOUNCER_SECONDS} seconds later the address is refused.`,
      },
      {
        title: 'See whether the bouncers follow',
        ...ask(['bouncers', 'list']),
        expect: `A line for each of ${list(bouncers.map(({ title }) => title)) || 'the bouncers'}, with a last pull of less than a minute ago.`,
      },
    ],
  };
}

function ingressGuide({ engine, allowlist }: Bans, ingress: Service): Guide {
  return {
    subject: ingress.subject,
    title: 'Banned addresses',
    text: [
      `${ingress.title} answers an address that ${engine.title} has banned with 403, on every hostname, from the home network and through the tunnel, before anything else is asked.`,
      `At home the address of the connection counts, whatever a client says in its headers. Through the tunnel the address counts that Cloudflare names; that is believed from the tunnel alone.`,
      `It fetches the bans from ${engine.title} every ${BOUNCER_SECONDS} seconds and keeps them, so no request waits for it. While ${engine.title} does not answer, known bans stay until they end and no other address is refused. Only bans of single addresses count here, not those of ranges.`,
      neverBanned(allowlist),
    ],
    steps: [
      {
        title: `Try it: ban a device for one minute, ${EXAMPLE_IP} stands for its address`,
        on: engine.runsOn,
        run: inEngine(engine, ['cscli', 'decisions', 'add', '--ip', EXAMPLE_IP, '--duration', '1m', '--reason', 'trial']),
        expect: `Within ${BOUNCER_SECONDS} seconds the device gets 403 from every hostname, and a minute later the pages again.`,
      },
    ],
  };
}

function edgeGuide({ engine }: Bans, edge: Service): Guide {
  const compose = composeCommand(edge);
  return {
    subject: edge.subject,
    title: 'Bans at Cloudflare',
    text: [
      `${edge.title} sets a worker before every hostname of the tunnel. A banned address gets 403 from Cloudflare itself: nothing of the request comes to the lab, so its access log does not show it either.`,
      `It asks ${engine.title} every ${BOUNCER_SECONDS} seconds; Cloudflare needs up to a minute to tell all its places. It carries the bans that ${engine.title} found here and those set by hand, single addresses and ranges, but not the list of the community, which is longer than Cloudflare’s free plan allows.`,
      `While ${engine.title} is down, the bans at Cloudflare stay as they are, even past their end. When ${edge.title} is stopped it takes its worker away, and the ingress alone refuses banned addresses. All other addresses get through all the while.`,
    ],
    steps: compose
      ? [
          {
            title: 'See what it did last',
            on: edge.runsOn,
            run: `${compose} logs --tail 50`,
            expect: '“Successfully deployed infra for all accounts”, then new and deleted decisions; no line with level=error.',
          },
          {
            title: 'Take the worker away from Cloudflare',
            on: edge.runsOn,
            run: `${compose} stop`,
            expect: 'It ends within a minute, and its routes are gone at Cloudflare. With “up --detach” in place of “stop” they come back.',
          },
        ]
      : [],
  };
}

function actors(ingress: Service | undefined, edge: Service | undefined): string {
  const atHome = ingress
    ? `${ingress.title} answers banned addresses with 403 on every hostname, from the home network and through the tunnel.`
    : '';
  const outside = edge ? `${edge.title} has Cloudflare do the same before the tunnel.` : '';
  return [atHome, outside].filter(Boolean).join(' ') || 'No service acts on the bans yet.';
}

function neverBanned(allowlist: readonly Network[]): string {
  if (allowlist.length === 0) return 'No network is on the allowlist: a device at home can be banned like any other.';
  const networks = allowlist.map(({ title, cidr, cidr6 }) => `${title} (${[cidr, cidr6].filter(Boolean).join(', ')})`);
  return `Never banned for what they do: clients in ${list(networks, networks.length)}.`;
}

/** A command inside the engine's container; on its machine itself when it is no container. */
function inEngine(engine: Service, words: readonly string[]): string {
  const compose = composeCommand(engine);
  const container = engine.compose && entryContainers(engine, engine.compose)[0];
  const command = words.map(quote).join(' ');
  return compose && container !== undefined ? `${compose} exec ${quote(container)} ${command}` : `sudo ${command}`;
}

/** Seconds in the largest unit that they fill, so that nothing is rounded: `90 minutes`. */
function exactly(seconds: number): string {
  if (seconds % 3600 === 0) return count(seconds / 3600, 'hour');
  if (seconds % 60 === 0) return count(seconds / 60, 'minute');
  return count(seconds, 'second');
}

export default bansGuides;
