import type { View } from '../../../diagrams/view.ts';
import type { Model } from '../../contract.ts';
import type { DataPath } from '../../model/service/data-path.ts';
import type { Service } from '../../model/service/service.ts';
import { routesOfService } from '../routes-of-service.ts';
import { placeOf } from './backup-part.ts';
import { count, createDraft, type Draft, viewId } from './draft.ts';
import { plan } from './request-part.ts';
import { guestType, serviceTile, shorten } from './rows.ts';
import { addWay } from './way-part.ts';

/** Things of one sort that are drawn one by one; more stand together in one box. */
const FEW = 3;

/** One service: the way of a request to it, what it needs and who needs it, where it keeps its data and where that is safe. */
export function serviceView(model: Model, service: Service): View {
  const draft = createDraft();
  const { runsOn, title, planned } = service;
  const machine = draft.group({
    id: viewId('machine', runsOn.kind, runsOn.id),
    label: runsOn.title,
    detail: runsOn.kind === 'guest' ? `${guestType(runsOn)} on ${runsOn.host.title}` : runsOn.role,
    subject: runsOn.subject,
    ...plan(runsOn.planned),
  });
  const id = draft.node({
    id: viewId('service', service.id),
    label: title,
    detail: service.address ?? service.network.title,
    shape: 'box',
    group: machine,
    subject: service.subject,
    focus: true,
    ...plan(planned),
  });
  addWay(draft, model, service, id);
  addServices(draft, service.neededBy, 'needed_by', 'Needed by', (other, unborn) =>
    draft.edge({ from: other, to: id, kind: 'need', ...plan(unborn || planned) }),
  );
  addServices(draft, service.needs, 'needs', 'Needs', (other, unborn) =>
    draft.edge({ from: id, to: other, kind: 'need', ...plan(unborn || planned) }),
  );
  addData(draft, service, id, machine);
  return draft.view({
    id: viewId('service', service.id),
    title: `${title}: how it hangs together`,
    description: describe(model, service),
    direction: 'right',
  });
}

function addServices(
  draft: Draft,
  services: readonly Service[],
  id: string,
  label: string,
  join: (node: string, planned: boolean) => void,
): void {
  if (services.length > FEW) {
    join(
      draft.node({ id, label, shape: 'box', items: shorten(services.map(serviceTile)) }),
      services.every((service) => service.planned),
    );
    return;
  }
  for (const service of services) {
    // The ingress may be on the way already.
    const shown = draft.shows(service.subject);
    const node =
      shown ??
      draft.node({
        id: viewId('service', service.id),
        label: service.title,
        detail: service.group,
        shape: 'box',
        subject: service.subject,
        ...plan(service.planned),
      });
    join(node, service.planned);
  }
}

/** Places with the same backup are one box. */
function addData(draft: Draft, service: Service, id: string, machine: string): void {
  const repositoriesOf = (place: DataPath) => place.backup.policy?.repositories ?? [];
  const decisions = Map.groupBy(service.data, (place) =>
    repositoriesOf(place)
      .map((repository) => repository.id)
      .join(' '),
  );
  for (const [decision, places] of decisions) {
    const kept = repositoriesOf(places[0]!);
    const from = dataNode(draft, places, decision === '', { group: machine, ...plan(service.planned) });
    draft.edge({ from: id, to: from, kind: 'data', ...plan(service.planned) });
    for (const repository of kept) {
      const { subject, target, title } = repository;
      const planned = plan(repository.planned || target.planned);
      const where = [target.title, placeOf(target)].filter(Boolean).join(', ');
      const to =
        draft.shows(subject) ??
        draft.node({ id: viewId('repository', repository.id), label: title, detail: where, shape: 'store', subject, ...planned });
      draft.edge({ from, to, kind: 'backup', ...plan(service.planned || planned.planned) });
    }
  }
}

function dataNode(draft: Draft, places: readonly DataPath[], unsaved: boolean, shared: { group: string; planned?: true }): string {
  const [first] = places;
  if (first && places.length === 1)
    return draft.node({
      id: 'data',
      label: first.path,
      detail: unsaved ? `no backup: ${first.what}` : first.what,
      shape: 'store',
      ...shared,
    });
  const items = shorten(
    places.map(({ path, what }) => ({ label: path, detail: what })),
    '/backup/',
    6,
  );
  return draft.node({ id: 'data', label: unsaved ? 'Data without backup' : 'Data', shape: 'box', items, ...shared });
}

function describe(model: Model, service: Service): string {
  const { title, runsOn, needs, neededBy, data } = service;
  const names = routesOfService(model, service).map((route) => route.exposure.hostname);
  const safe = data.filter((place) => place.backup.policy).length;
  return [
    `${title} runs on ${runsOn.title}.`,
    names.length ? `It is reached as ${names.join(', ')}.` : 'It is not reached through the ingress.',
    needs.length ? `It needs ${needs.map((other) => other.title).join(', ')}.` : '',
    neededBy.length ? `${neededBy.map((other) => other.title).join(', ')} ${neededBy.length === 1 ? 'needs' : 'need'} it.` : '',
    data.length ? `It keeps data in ${count(data.length, 'place')}, ${safe} of them backed up.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
