import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { containersOf } from '../core/compose/containers.ts';
import { offersOf } from '../core/compose/overlay-report.ts';
import { stacksOf } from '../core/compose/stacks.ts';
import { coverageOf } from '../core/facts/coverage.ts';
import { probesOf } from '../core/facts/probes.ts';
import { startOrderOf } from '../core/facts/start-order.ts';
import { renderLab } from '../core/pipeline.ts';
import { systems } from '../registry/systems.gen.ts';
import { LABS } from './labs/labs.ts';

interface Router {
  readonly rule: string;
  readonly entryPoints: readonly string[];
}

describe.each(LABS)('what is generated for $name', async ({ inventoryDir }) => {
  const rendered = await renderLab(inventoryDir, systems);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  const { files, lab } = rendered.value;
  const { model } = lab;
  const yaml = (match: RegExp) => files.filter(({ path }) => match.test(path)).map(({ path, content }) => ({ path, data: parse(content) }));

  /** Every router that Traefik would have, from labels and files. */
  const routers = new Map<string, Router>();
  for (const { data } of yaml(/^infra\/compose\/.*compose\.yaml$/)) {
    for (const { labels = {} } of Object.values(data.services as Record<string, { labels?: Record<string, string> }>)) {
      for (const [key, rule] of Object.entries(labels)) {
        const name = /^traefik\.http\.routers\.([^.]+)\.rule$/.exec(key)?.[1];
        if (name) routers.set(name, { rule, entryPoints: [labels[`traefik.http.routers.${name}.entrypoints`] ?? ''] });
      }
    }
  }
  for (const { data } of yaml(/^infra\/traefik\/dynamic\//)) {
    for (const [name, router] of Object.entries((data.http?.routers ?? {}) as Record<string, Router>)) routers.set(name, router);
  }

  it('has exactly one router for each hostname and audience that a running service exposes', () => {
    const entryPoint = { lan: 'websecure', tunnel: 'tunnel' } as const;
    const declared = model.lab.ingress
      ? model.services
          .filter(({ planned }) => !planned)
          .flatMap(({ expose }) => expose)
          .flatMap(({ hostname, to }) => to.map((audience) => [`Host(\`${hostname}\`)`, [entryPoint[audience]]]))
      : [];
    const generated = [...routers.values()].map(({ rule, entryPoints }) => [rule, entryPoints]);
    expect(generated.sort()).toEqual(declared.sort());
  });

  it('has one Compose file for each running service with a fragment, and none for a planned one', () => {
    const declared = model.services
      .filter(({ planned, compose }) => !planned && compose)
      .map(({ id, runsOn }) => `infra/compose/${runsOn.id}/${id}/compose.yaml`);
    const generated = files.map(({ path }) => path).filter((path) => path.endsWith('/compose.yaml'));
    expect(generated.sort()).toEqual(declared.sort());
  });

  it('keeps every image, port and volume of a fragment', () => {
    for (const { service, path } of stacksOf(model)) {
      const { data } = yaml(new RegExp(`^${path}$`))[0] ?? { data: undefined };
      for (const [name, spec] of Object.entries(service.compose?.services ?? {})) {
        for (const key of ['image', 'ports', 'volumes', 'command', 'depends_on', 'healthcheck'])
          expect(data.services[name][key]).toEqual(spec[key]);
      }
    }
  });

  it('gives no container the Docker socket but a socket proxy, and no privileges that its fragment does not ask for', () => {
    for (const stack of stacksOf(model)) {
      const { document, service } = stack;
      for (const [name, spec] of Object.entries(document['services'] as Record<string, Record<string, unknown>>)) {
        const mounts = JSON.stringify(spec['volumes'] ?? []);
        if (mounts.includes('docker.sock')) expect(`${name} ${String(spec['image'])}`).toMatch(/proxy/);
        for (const key of ['privileged', 'cap_add']) expect(spec[key]).toEqual(service.compose?.services[name]?.[key]);
        const isOffered = offersOf(stack).some(({ container, line }) => container === name && line.startsWith('security_opt'));
        expect(spec['security_opt'] !== undefined || isOffered, `${service.id} ${name}`).toBe(true);
        expect(spec['logging']).toBeDefined();
      }
    }
  });

  it('checks every running service, or says why not', () => {
    for (const service of model.services.filter(({ planned }) => !planned)) {
      const probed =
        probesOf(model).some(({ subject }) => subject === service.subject) ||
        containersOf(model).some((container) => container.service === service);
      const excused = service.health.kind === 'none' && service.health.because !== '';
      expect(probed || excused, service.id).toBe(true);
    }
  });

  it('has a decision about everything that keeps state', () => {
    for (const { decision } of coverageOf(model)) {
      if (decision === 'undecided') expect.unreachable('the reference lab lets nothing wait');
      else expect('policy' in decision ? decision.to.length > 0 : decision.because.length > 0).toBe(true);
    }
  });

  it('starts nothing before what it needs', () => {
    const seen = new Set<string>();
    for (const wave of startOrderOf(model)) {
      for (const service of wave)
        for (const need of service.needs) expect(seen.has(need.id) || need.planned, `${service.id} needs ${need.id}`).toBe(true);
      for (const service of wave) seen.add(service.id);
    }
    expect(seen.size).toBe(model.services.filter(({ planned }) => !planned).length);
  });

  it('has a page for every thing', () => {
    const pages = files
      .filter(({ generator, path }) => generator === 'docs' && !path.startsWith('src/content/lab/runbooks/'))
      .flatMap(({ about }) => about);
    const things = [model.lab, ...model.hosts, ...model.guests, ...model.networks, ...model.services, ...model.allow].map(
      ({ subject }) => subject,
    );
    // The lab has its own page, one of what is exposed and one of what passes between networks, with the rules of `allow:`.
    expect([...new Set(pages)].sort()).toEqual(things.sort());
  });
});
