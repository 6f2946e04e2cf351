import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { secretFile } from '../../../core/facts/backup/places.ts';
import { undumpedIn, undumpedWords } from '../../../core/facts/backup/undumped.ts';
import type { ExposedWay } from '../../../core/facts/exposure.ts';
import type { Guide } from '../../../core/facts/guide.ts';
import { containersOfService, stackOf } from '../../../core/facts/lookup.ts';
import { type MovingImage, movingImagesOf, undecidedName, undecidedPathsOf, undecidedUse } from '../../../core/facts/undecided.ts';
import { serviceView } from '../../../core/facts/views/service-view.ts';
import type { DataPath } from '../../../core/model/service/data-path.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { type Content, code, link, paragraph } from '../../../formats/markdown.ts';
import { docLink, SECRETS } from './doc-path.ts';
import { overlay } from './overlay-section.ts';
import { codes, diagram, factTable, links, page, section, sectionTable } from './page.ts';
import { reach } from './reach-section.ts';
import { runbooksAbout } from './runbook-page.ts';
import { guide, hardening, reached, toBeReached } from './service-sections.ts';

export function servicePage(
  model: Model,
  service: Service,
  { ways, guides }: { readonly ways: readonly ExposedWay[]; readonly guides: readonly Guide[] },
): GeneratedFile {
  const from = service.subject;
  const stack = stackOf(model, service);
  const images = containersOfService(model, service).map((container) => container.image);
  return page(
    service,
    section(
      'Facts',
      factTable([
        ['Group', service.group],
        ['Runs on', link(service.runsOn.title, docLink(from, service.runsOn.subject))],
        [
          'Network',
          [
            link(service.network.title, docLink(from, service.network.subject)),
            ...(service.address === undefined ? [] : [' ', code(service.address)]),
          ],
        ],
        ['Image', codes(images)],
        ['Image without a fixed version', movingImagesOf(service).flatMap(movingWords)],
        ['Ports', service.ports.map(({ port, protocol, what }) => `${protocol} ${port} ${what}`).join(', ')],
        ['Needs', links(from, service.needs)],
        ['Needed by', links(from, service.neededBy)],
        ['Hardening', service.hardening && `${service.hardening.level}: ${service.hardening.because}`],
        ['Compose file', stack && code(stack.path)],
        ['Documentation', service.docs === undefined ? undefined : link(service.docs, service.docs)],
      ]),
    ),
    service.planned ? toBeReached(service) : reached(ways),
    reach(model, service),
    diagram(serviceView(model, service)),
    sectionTable(
      'Data and backup',
      ['Path', 'What', 'Backup'],
      [
        ...service.data.map((data) => [code(data.path), data.what, backupWords(model, service, data)]),
        ...undecidedPathsOf(service).map((each) => [
          code(undecidedName(each)),
          undecidedUse(each),
          'undecided: nobody has decided yet whether it is backed up',
        ]),
      ],
    ),
    sectionTable(
      'Secrets',
      ['File', 'What it is'],
      service.secrets.map((secret) => [code(secret.defines ? secretFile(service, secret) : `/run/secrets/${secret.id}`), secret.what]),
    ),
    service.secrets.length > 0 && !service.planned
      ? paragraph('Who else uses them, and how they are made: ', link('Secrets', `../${SECRETS}`), '.')
      : '',
    stack ? hardening(stack) : '',
    stack ? overlay(stack) : '',
    ...guides.map(guide),
    runbooksAbout(model, service.subject),
  );
}

function movingWords({ image, because }: MovingImage, at: number): readonly Content[] {
  return [at > 0 ? ', ' : '', code(image), ` ${because}`];
}

/** What is decided about a data path, and whether a database writes to it meanwhile. */
function backupWords(model: Model, service: Service, data: DataPath): string {
  const { backup } = data;
  if (!backup.policy) return `none: ${backup.because}`;
  const undumped = service.planned ? [] : undumpedIn(model, service, data);
  return undumped.length === 0 ? backup.policy.title : `${backup.policy.title}, copied while ${undumpedWords(undumped)} writes to it`;
}
