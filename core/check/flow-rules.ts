import { isBeside } from '../compose/container-networks.ts';
import type { Model } from '../contract.ts';
import { answersOn } from '../facts/network/answers-on.ts';
import { firewallOf } from '../facts/network/firewall.ts';
import type { Flow } from '../facts/network/flow.ts';
import { addressOf } from '../facts/network/flow-draft.ts';
import { flowsOf } from '../facts/network/flows.ts';
import { namesOf } from '../facts/network/names.ts';
import { wayTo } from '../facts/network/way.ts';
import { routesOf } from '../facts/routes.ts';
import type { AllowRule } from '../model/allow/allow.ts';
import type { Service } from '../model/service/service.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

/** What has to get somewhere gets there, and what is allowed is needed. Asks the facts, so it comes last. */
export function checkFlows(model: Model, context: Context): void {
  for (const service of model.services) if (!service.planned) checkNeeds(service, context);
  checkBackends(model, context);
  checkNames(model, context);
  const byRule = Map.groupBy(
    flowsOf(model).filter(({ kind }) => kind === 'allow'),
    ({ id }) => id.split('.')[1] ?? '',
  );
  for (const rule of model.allow) if (!rule.planned) checkRule(rule, byRule.get(rule.id) ?? [], model, context);
}

function checkNeeds(service: Service, context: Context): void {
  for (const need of [...service.needs, ...service.uses]) {
    const address = addressOf(need);
    if (need.planned || !address || need.runsOn === service.runsOn || isBeside(service, need)) continue;
    const key = service.needs.includes(need) ? 'needs' : 'uses';
    const at = place('services', service.id, key);
    if (!wayTo(service.runsOn, address))
      context.report(
        'flow-unroutable',
        at,
        `${service.id} ${key} ${need.id}, which answers in ${address.network.id}. ${service.runsOn.id} has no address there, and no router leads there.`,
        {
          what: 'key',
          hint: `Give ${service.runsOn.id} an address in ${address.network.id}, or ${address.network.id} a gateway.`,
          ...(key === 'uses' ? { severity: 'warning' as const } : {}),
        },
      );
    else if (answersOn(need).length === 0)
      context.report(
        'flow-without-port',
        at,
        `${service.id} ${key} ${need.id} on another machine, and nothing says on which port that answers.`,
        {
          what: 'key',
          hint: `Add ports: to services.${need.id}, or publish one in its fragment; until then the firewall lets nothing through.`,
          severity: 'warning',
        },
      );
  }
}

/** The ingress gets to what it hands requests to. */
function checkBackends(model: Model, context: Context): void {
  const { lab } = model;
  for (const { via, service } of routesOf(model)) {
    const address = addressOf(service);
    if (via !== 'address' || !lab.ingress || !address || wayTo(lab.ingress.runsOn, address)) continue;
    context.report(
      'flow-unroutable',
      place('services', service.id, 'expose'),
      `${lab.ingress.id} on ${lab.ingress.runsOn.id} cannot get to ${service.id} in ${address.network.id}, where no router leads.`,
      { what: 'key', hint: `Give ${lab.ingress.runsOn.id} an address in ${address.network.id}, or ${address.network.id} a gateway.` },
    );
  }
}

/** A hostname leads to the ingress, so it is no name of a machine. */
function checkNames(model: Model, context: Context): void {
  const machines = new Map(
    namesOf(model)
      .filter(({ reverse }) => reverse)
      .map((name) => [name.name, name]),
  );
  for (const service of model.services)
    service.expose.forEach(({ hostname }, index) => {
      const machine = machines.get(hostname);
      if (machine)
        context.report(
          'hostname-clash',
          place('services', service.id, 'expose', index, 'host'),
          `${hostname} is the name of ${machine.title} in ${machine.network.id}, so it cannot lead to the ingress too.`,
          { hint: 'Expose the service under another name.' },
        );
    });
}

function checkRule(rule: AllowRule, flows: readonly Flow[], model: Model, context: Context): void {
  const at = place('allow', rule.id);
  const warn = (code: 'allow-covered' | 'allow-unneeded', message: string) =>
    context.report(code, at, message, { what: 'key', severity: 'warning', hint: 'Remove the rule, or narrow or fix it.' });
  if (flows.length === 0) {
    context.report('flow-unroutable', at, `allow.${rule.id} leads nowhere: no packet gets from the one end to the other.`, {
      what: 'key',
      hint: 'Both networks need a gateway, and a service a port that it answers on; what is planned has neither.',
    });
    return;
  }
  if (flows.every(({ way }) => way !== 'routed')) {
    warn('allow-unneeded', `allow.${rule.id} speaks of two ends in one network, where no router is asked.`);
    return;
  }
  const covering = flows.map((flow) => firewallOf(model).covered.get(flow));
  if (covering.every((by) => by !== undefined)) {
    const names = [...new Set(covering.flat().flatMap((flow) => flow?.id ?? []))];
    warn('allow-covered', `allow.${rule.id} lets nothing more through: ${names.join(', ')} does already.`);
    return;
  }
  const unanswered = unansweredPort(rule, flows);
  if (unanswered !== undefined)
    warn(
      'allow-unneeded',
      `allow.${rule.id} opens ${unanswered} of ${rule.to.kind === 'service' ? rule.to.service.id : 'it'}, which does not answer there.`,
    );
}

/** A port that a rule opens and that its service does not have; what other ends have is not declared. */
function unansweredPort({ to }: AllowRule, flows: readonly Flow[]): string | undefined {
  if (to.kind !== 'service') return undefined;
  const answers = answersOn(to.service);
  for (const { protocol, ports } of flows)
    for (const { first, last } of ports)
      if (!answers.some((answer) => answer.protocol === protocol && first <= answer.port && answer.port <= last))
        return `${protocol} port ${first === last ? first : `${first} to ${last}`}`;
  return undefined;
}
