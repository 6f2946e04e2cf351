import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { usedAutomation } from '../../../core/facts/automation/automatic.ts';
import { labView } from '../../../core/facts/views/lab-view.ts';
import { networksView } from '../../../core/facts/views/networks-view.ts';
import { code, link, paragraph } from '../../../formats/markdown.ts';
import { AUTOMATION, docLink, EXPOSURE, MATRIX, RECOVERY } from './doc-path.ts';
import { diagram, type links, page, sectionTable } from './page.ts';
import { runbooksAbout } from './runbook-page.ts';
import { undecided } from './undecided-section.ts';

export function labPage(model: Model): GeneratedFile {
  const { lab } = model;
  const to = (thing: Parameters<typeof links>[1][number]) => link(thing.title, docLink(lab.subject, thing.subject));
  const mark = (planned: boolean) => (planned ? 'planned' : '');
  return page(
    lab,
    paragraph(
      'What can be reached from where: ',
      link('exposure', EXPOSURE),
      '. Who may talk to whom: ',
      link('matrix', MATRIX),
      '. When something is broken: ',
      link('recovery', RECOVERY),
      ...(usedAutomation(model) ? ['. How it is built: ', link('automation', AUTOMATION)] : []),
      '.',
    ),
    paragraph('Generated from ', code('inventory/'), ' by ', code('npm run gen'), ': change the inventory, not these files.'),
    diagram(labView(model)),
    sectionTable(
      'Hosts',
      ['Host', 'Role', 'Address', ''],
      model.hosts.map((host) => [to(host), host.role, host.primary ? code(host.primary.ip) : '', mark(host.planned)]),
    ),
    sectionTable(
      'Guests',
      ['Guest', 'VMID', 'Host', 'Address', ''],
      model.guests.map((guest) => [
        to(guest),
        String(guest.vmid),
        to(guest.host),
        guest.primary ? code(guest.primary.ip) : '',
        mark(guest.planned),
      ]),
    ),
    sectionTable(
      'Networks',
      ['Network', 'VLAN', 'Prefix', 'Role'],
      model.networks.map((network) => [
        to(network),
        network.vlan === undefined ? '' : String(network.vlan),
        code(network.cidr),
        network.role,
      ]),
    ),
    diagram(networksView(model)),
    sectionTable(
      'Services',
      ['Service', 'Group', 'Runs on', 'Reached at', ''],
      model.services.map((service) => [
        to(service),
        service.group,
        to(service.runsOn),
        service.expose.flatMap(({ hostname }) => [code(hostname), ' ']),
        mark(service.planned),
      ]),
    ),
    undecided(model),
    runbooksAbout(model, lab.subject),
  );
}
