import type { RawInventory } from '../../parse/assemble.ts';
import { durationSeconds } from '../../parse/scalars.ts';
import type { Context } from '../../resolve/context.ts';
import { labSpan } from '../../resolve/lab-span.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import type { Service } from '../service/service.ts';
import type { Lab, Notify, RoleName, SystemOptions } from './lab.ts';
import type { RecoveryKit } from './recovery-kit.ts';
import { resolveMonitoring } from './resolve-monitoring.ts';
import { playerService, resolvePlayers, rolePath } from './resolve-players.ts';
import { resolveRouter } from './resolve-router.ts';
import type { LabInput, PlayerInput } from './schema.ts';

/** Makes the lab's own record; its references to services are followed here because `lab` is no section with ids. */
export function resolveLab(input: TypedInput, raw: RawInventory, options: SystemOptions, context: Context): Lab | undefined {
  const { lab } = input;
  if (!lab) return undefined;
  const service = (id: string | undefined, key: string, ...rest: string[]): Service | undefined => {
    if (id === undefined) return undefined;
    const found = context.nodes.services.get(id);
    if (!found && !context.declares('services', id)) {
      const message = `lab.${[key, ...rest].join('.')} is "${id}", which is no service.`;
      context.reportMissing('services', id, labSpan(raw, key, rest), message, [...context.nodes.services.keys()]);
    }
    return found;
  };
  const cast = (role: RoleName, written: PlayerInput | undefined) => ({
    written,
    service: service(playerService(written), ...rolePath(role, written)),
  });
  const parts = {
    ingress: cast('ingress', lab.ingress),
    tunnel: cast('tunnel', lab.tunnel),
    bans: cast('bans', lab.bans?.engine),
    'ban-edge': cast('ban-edge', lab.bans?.edge),
  };
  const ingress = parts.ingress.service;
  const tunnel = parts.tunnel.service;
  const engine = parts.bans.service;
  const edge = parts['ban-edge'].service;
  const players = resolvePlayers(parts, context.systems, context);
  const banKey = lab.bans?.key ?? `${players.bans ?? engine?.id}-key`;
  const allowlist = (lab.bans?.allowlist ?? []).flatMap((id, index) => {
    const found = context.nodes.networks.get(id);
    if (!found && !context.declares('networks', id))
      context.reportMissing(
        'networks',
        id,
        labSpan(raw, 'bans', ['allowlist', index]),
        `lab.bans.allowlist has "${id}", which is no network.`,
        [...context.nodes.networks.keys()],
      );
    return found ?? [];
  });
  if (engine && ingress && !ingress.secrets.some(({ id }) => id === banKey))
    context.report(
      'unknown-reference',
      labSpan(raw, 'bans', []),
      `lab.bans needs the secret "${banKey}" of ${ingress.id}, which it does not declare: without a key the ingress gets no bans.`,
      { hint: `Add to services/${ingress.id}.yaml, under secrets: ${banKey}: { what: API key of the ban engine }.` },
    );
  if (engine && ingress && engine.runsOn !== ingress.runsOn)
    context.report(
      'invalid-value',
      labSpan(raw, 'bans', ['engine']),
      `lab.bans.engine is ${engine.id} on ${engine.runsOn.id}, which cannot read the access log of ${ingress.id} on ${ingress.runsOn.id}.`,
      { hint: `Run ${engine.id} on ${ingress.runsOn.id}.` },
    );
  const router = lab.router && resolveRouter(lab.router, context.systems, context);
  const monitoring = resolveMonitoring(input.monitoring, service, context);
  return {
    kind: 'lab',
    id: 'lab',
    subject: 'lab:lab',
    title: lab.title,
    summary: lab.summary,
    planned: false,
    domain: lab.domain,
    timezone: lab.timezone,
    owner: lab.owner,
    ...(lab['source-url'] === undefined ? {} : { sourceUrl: lab['source-url'].replace(/\/*$/, '/') }),
    statusTtl: durationSeconds(lab['status-ttl']),
    ...(router ? { router } : {}),
    ...(ingress ? { ingress } : {}),
    ...(tunnel ? { tunnel } : {}),
    tunnelNetwork: lab['tunnel-network'],
    ...(lab.bans && engine
      ? {
          bans: {
            engine,
            ...(edge ? { edge } : {}),
            key: banKey,
            banSeconds: durationSeconds(lab.bans.ban),
            allowlist: allowlist.sort((a, b) => (a.id < b.id ? -1 : 1)),
          },
        }
      : {}),
    overrides: Object.entries(lab.overrides)
      .flatMap(([path, said]) => Object.entries(said).map(([what, because]) => ({ path, what, because })))
      .sort((a, b) => (`${a.path} ${a.what}` < `${b.path} ${b.what}` ? -1 : 1)),
    recovery: recoveryKit(lab, service),
    ...(lab.notify ? { notify: notifyOf(lab.notify) } : {}),
    ...(lab.secrets ? { secrets: lab.secrets } : {}),
    limits: lab.limits,
    hardening: lab.hardening,
    ...(lab['socket-proxy'] === undefined ? {} : { socketProxy: lab['socket-proxy'] }),
    ...(monitoring ? { monitoring } : {}),
    systems: options,
    players,
  };
}

function recoveryKit(
  { recovery: { vault, git } }: LabInput,
  service: (id: string | undefined, key: string, ...rest: string[]) => Service | undefined,
): RecoveryKit {
  const keeper = service(vault, 'recovery', 'vault');
  const server = service(git?.service, 'recovery', 'git', 'service');
  return {
    ...(keeper ? { vault: keeper } : {}),
    ...(git
      ? { git: { url: git.url, ...(server ? { service: server } : {}), ...(git.kept === undefined ? {} : { kept: git.kept }) } }
      : {}),
  };
}

function notifyOf({ webhook, token }: NonNullable<LabInput['notify']>): Notify {
  return { webhook, ...(token === undefined ? {} : { token }) };
}
