import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checker } from '../../../tools/verify/checker.ts';
import { provider } from '../tool.ts';
import { clusterBefore, type DeclaredGuest, declaredGuests, USER } from './declared.ts';
import { Description } from './pve/description.ts';
import { type StandIn, startPve } from './pve/stand-in.ts';
import { accessDocument } from './pve-access.ts';
import { byFolder, faultsOf, type Verdict } from './terraform-folder.ts';
import { type Answer, type Said, type Workspace, type WorkspaceOptions, workspace } from './terraform-workspace.ts';

const TOKEN = `${USER}!rackbook=00000000-0000-0000-0000-000000000000`;
/** Exit codes of `plan -detailed-exitcode`. */
const NOTHING_TO_DO = 0;

/**
 * What Terraform does with the files, by the real provider and a stand-in for the API that compares each request with its published
 * description: it makes every guest and takes over those that were there, has nothing to do the second time, and destroys nothing that is
 * protected, neither when asked to nor when the guest's file is gone.
 */
export const terraformApplyChecker: Checker = {
  id: 'proxmox-apply',
  title: 'Terraform against a stand-in for Proxmox VE',
  ourReading: true,
  needs: provider,
  alsoNeeds: ['terraform', 'proxmox-api'],
  check: (files, context) => {
    const [description = ''] = context.others?.get('proxmox-api') ?? [];
    return byFolder(files, context, (folder, options) => judge(folder, options, new Description(description)));
  },
};

async function judge(folder: string, options: WorkspaceOptions, description: Description): Promise<Verdict> {
  const plain = await workspace(folder, options);
  if (!('folder' in plain)) return { faults: faultsOf(plain), took: '' };
  const declared = await declaredGuests(plain.folder, plain.files).finally(() => plain.end());
  const access = accessDocument.parse(JSON.parse(await readFile(join(folder, '../../proxmox/access/access.json'), 'utf8')));
  const api = await startPve(description, clusterBefore(declared, access), TOKEN);
  const lab = await workspace(folder, { ...options, api: { endpoint: api.endpoint, ca: api.ca, token: TOKEN } });
  if (!('folder' in lab)) return { faults: faultsOf(lab), took: '' };
  try {
    const faults = await faultsIn(lab, api, declared);
    return { faults, took: `${declared.length} guests, ${api.changes.length} changes asked for` };
  } finally {
    await lab.end();
    await api.close();
  }
}

async function faultsIn(lab: Workspace, api: StandIn, declared: readonly DeclaredGuest[]): Promise<readonly Said[]> {
  const before = new Map([...api.cluster.guests].map(([vmid, { config }]) => [vmid, new Map(config)]));
  const made = await lab.terraform(['apply', '-auto-approve', '-input=false', '-json']);
  if (api.refused.length > 0) return api.refused.map((message) => ({ message }));
  if (made.code !== 0) return faultsOf(made);
  const again = await lab.terraform(['plan', '-detailed-exitcode', '-input=false', '-no-color']);
  if (again.code !== NOTHING_TO_DO) return [{ message: `the second time it is not content: ${wanted(again)}` }];
  return [
    ...guestFaults(api, declared, before),
    ...(await protectionFaults(lab, declared)),
    ...(await removalFaults(lab, api, declared)),
    ...rightsFaults(api, declared),
  ];
}

/** What a plan wants to change, without what stays. */
function wanted({ text }: Answer): string {
  const lines = text.split('\n').filter((line) => /^\s*(# [a-z]|[~+-] |-\/\+)/.test(line) && !line.includes('unchanged'));
  return lines.length > 0
    ? lines
        .map((line) => line.trim().replace(/\s+/g, ' '))
        .slice(0, 12)
        .join('; ')
    : text;
}

/** Every guest is there and runs; one that was there before has the disks that it had. */
function guestFaults(
  { cluster }: StandIn,
  declared: readonly DeclaredGuest[],
  before: ReadonlyMap<string, ReadonlyMap<string, string>>,
): readonly Said[] {
  return declared.flatMap(({ vmid, exists, file, protected: guarded }) => {
    const guest = cluster.guests.get(vmid);
    const disks = [...(exists ? (before.get(vmid) ?? []) : [])].filter(([name]) => /^(scsi|rootfs|mp)\d*$/.test(name));
    if (guest?.status !== 'running') return [{ file, message: `guest ${vmid} does not run afterwards` }];
    if (guarded !== (guest.config.get('protection') === '1')) return [{ file, message: `guest ${vmid} is not protected as it says` }];
    const lost = disks.find(([name, value]) => guest.config.get(name) !== value);
    return lost
      ? [{ file, message: `${lost[0]} of guest ${vmid}, which was there before, became ${guest.config.get(lost[0]) ?? 'nothing'}` }]
      : [];
  });
}

/** A plan that destroys all is refused for each protected guest, and for no other. */
async function protectionFaults(lab: Workspace, declared: readonly DeclaredGuest[]): Promise<readonly Said[]> {
  const plan = await lab.terraform(['plan', '-destroy', '-input=false', '-json']);
  const refused = plan.errors.map(({ message }) => message).join('\n');
  return declared.flatMap(({ address, file, protected: guarded }) => {
    const isRefused = new RegExp(`\\b${address}\\b(?![-.])`).test(refused);
    if (guarded === isRefused) return [];
    return [
      {
        file,
        message: guarded ? `a plan may destroy ${address}, though it is protected` : `${address} cannot be destroyed, though it may be`,
      },
    ];
  });
}

/** Without its file Terraform wants to destroy a guest, since nothing is left that forbids it; Proxmox VE refuses. */
async function removalFaults(lab: Workspace, { cluster }: StandIn, declared: readonly DeclaredGuest[]): Promise<readonly Said[]> {
  const guest = declared.find((each) => each.protected);
  if (!guest) return [];
  await rm(join(lab.folder, guest.file));
  const gone = await lab.terraform(['apply', '-auto-approve', '-input=false', '-json']);
  const isThere = cluster.guests.has(guest.vmid);
  if (gone.code !== 0 && isThere && gone.errors.some(({ message }) => message.includes('protection mode enabled'))) return [];
  return [
    {
      file: guest.file,
      message: `without ${guest.file} the guest ${guest.vmid} is ${isThere ? 'kept for another reason' : 'gone'}: ${gone.text}`,
    },
  ];
}

/** A right that nothing needed in all of this is one too many. Only a guest's own agent could ask for more. */
function rightsFaults({ cluster: { granted, needed } }: StandIn, declared: readonly DeclaredGuest[]): readonly Said[] {
  // What making a guest takes shows only where one of each type is made.
  const isWhole = declared.every(({ type }) => declared.some((other) => other.type === type && !other.exists));
  const judged = granted.filter(({ path }) => isWhole || !path.startsWith('/pool/'));
  const all = judged.flatMap(({ path, privileges }) => privileges.map((privilege) => `${privilege} on ${path}`));
  return all
    .filter((each) => !needed.has(each) && !each.startsWith('VM.GuestAgent.'))
    .map((each) => ({ message: `the token has ${each}, which Terraform never needs` }));
}
