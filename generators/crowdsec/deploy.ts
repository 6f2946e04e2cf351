import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { mountedFiles } from '../../core/deploy/mounted-files.ts';
import { banEdgeOf, bansOf } from '../../core/facts/players.ts';
import system from './system.ts';

const FOLDER = 'infra/crowdsec';
const BOUNCER = `${FOLDER}/bouncer`;

/** Engine and bouncer read their files when they start. Which files there are follows from the log and from the tunnel. */
export default function deploy(model: Model): readonly Deployment[] {
  const paths = [...system.files(model)].map(({ path }) => path);
  const [engine, edge] = [bansOf(model), banEdgeOf(model)];
  if (!engine || paths.length === 0) return [];
  const [files, inFolders] = [true, false].map((alone) => paths.filter((path) => (folderOf(path) === FOLDER) === alone));
  const folders = new Set(inFolders?.map((path) => path.split('/').slice(0, 3).join('/')));
  return [
    mountedFiles(model, {
      id: 'crowdsec',
      title: 'What CrowdSec reads, and how it judges',
      service: engine.service,
      folders: [...folders].filter((folder) => folder !== BOUNCER).sort(),
      ...(files ? { files } : {}),
    }),
    ...(edge && folders.has(BOUNCER)
      ? [mountedFiles(model, { id: 'crowdsec-edge', title: 'Bans at the edge', service: edge.service, folders: [BOUNCER] })]
      : []),
  ];
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
