import { containerNetworksOf } from '../../../core/compose/container-networks.ts';
import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { directPortsOf } from '../../../core/facts/direct-ports.ts';
import { doorsOfLab } from '../../../core/facts/doors.ts';
import { type ExposedWay, exposureOf } from '../../../core/facts/exposure.ts';
import { behindPolicy, isAsking, letsIn, summarizeExposure } from '../../../core/facts/exposure-summary.ts';
import { routedServices } from '../../../core/facts/lookup.ts';
import { ownRoutesOf } from '../../../core/facts/own-routes.ts';
import type { Audience } from '../../../core/model/service/exposure.ts';
import { type Content, code, document, heading, link, paragraph, table } from '../../../formats/markdown.ts';
import { docLink, EXPOSURE, ROOT } from './doc-path.ts';
import { codes, links, type Named, section, sectionTable } from './page.ts';

/** What can be reached from where: in a diff of it, a hostname that became reachable or lost its login is a line. */
export function exposurePage(model: Model): GeneratedFile {
  const from = model.lab.subject;
  const to = (thing: Named) => link(thing.title, docLink(from, thing.subject));
  const content = document(
    heading(1, 'Exposure'),
    paragraph('What can be reached from where, what stands before it, and where no login is asked for.'),
    reachedFrom('tunnel', 'From the internet, through the tunnel', model, to),
    reachedFrom('lan', 'From home', model, to),
    sectionTable(
      'What labels and settings of the ingress make beyond this page: no name, probe or proof knows it, and no login is known',
      ['Service', 'Container', 'What it is', 'Why'],
      ownRoutesOf(model).map(({ service, container, what, because }) => [
        to(service),
        code(container),
        code(what),
        because ?? 'undecided: nothing says why',
      ]),
    ),
    sectionTable(
      'What overrides decide otherwise than this page',
      ['File', 'What it decides', 'Why'],
      model.lab.overrides.map(({ path, what, because }) => [code(path), code(what), because]),
    ),
    sectionTable(
      'Access policies',
      ['Policy', 'Lets in', 'Asks again after', 'Stands before'],
      model.access.map((policy) => [
        policy.title,
        letsIn(policy),
        code(policy.session),
        codes(behindPolicy(model, policy).map(({ route }) => route.exposure.hostname)),
      ]),
    ),
    sectionTable(
      'Ports without the ingress; the page of each service says who gets at them',
      ['Service', 'Machine', 'Network', 'Port', 'What it is'],
      directPortsOf(model).map(({ service, network, ip, port, protocol, what }) => [
        to(service),
        to(service.runsOn),
        to(network),
        code(`${ip}:${port}/${protocol}`),
        what,
      ]),
    ),
    sectionTable(
      'Between containers: who shares a network with whom',
      ['Machine', 'Network', 'Leads to', 'Who comes for it'],
      containerNetworksOf(model).map(({ machine, name, provider, consumers }) => [
        to(machine),
        code(name),
        to(provider),
        links(from, consumers),
      ]),
    ),
    sectionTable(
      'From containers to their machines: whoever takes over one of these gets at the machine, or at what the line says',
      ['Service', 'Machine', 'Container', 'What it has', 'Why'],
      doorsOfLab(model).map(({ service, door }) => [
        to(service),
        to(service.runsOn),
        code(door.container),
        door.what,
        door.because ?? 'undecided: nothing says why',
      ]),
    ),
    sectionTable(
      'Without a hostname',
      ['Service', ''],
      model.services
        .filter((service) => !routedServices(model).has(service))
        .map((service) => [to(service), service.planned ? 'planned' : '']),
    ),
  );
  return { path: `${ROOT}/${EXPOSURE}`, content, about: [from] };
}

function reachedFrom(audience: Audience, title: string, model: Model, to: (thing: Named) => Content): string {
  const ways = exposureOf(model).filter((way) => way.audience === audience);
  const summary = summarizeExposure(model).find((one) => one.audience === audience);
  if (!summary || ways.length === 0) return section(title, paragraph('Nothing.'));
  const { hostnames, asking, open } = summary;
  return section(
    title,
    document(
      paragraph(`Hostnames: ${hostnames}. With a login: ${asking}. Open for a reason: ${open}.`),
      table(
        ['Hostname', 'Asks who you are', 'Passes, from outside inwards', 'Service'],
        ways.map((way) => [code(way.route.exposure.hostname), asked(way), passed(way), to(way.route.service)]),
      ),
    ),
  );
}

/** What asks, or why nothing does. */
export function asked({ layers, open }: ExposedWay): string {
  return open === undefined
    ? layers
        .filter(isAsking)
        .map(({ title }) => title)
        .join(', then ')
    : `nothing: ${open}`;
}

/** Where an allow-list lets requests in from is what matters of it. */
export const passed = ({ layers }: ExposedWay): string =>
  layers.map(({ kind, title, detail }) => (kind === 'networks' ? `${title} (${detail})` : title)).join(', ');
