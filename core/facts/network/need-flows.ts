import { isBeside } from '../../compose/container-networks.ts';
import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import type { FlowKind } from './flow.ts';
import { type FlowDraft, toService } from './flow-draft.ts';

/** What services need of services on other machines, or of their own machine by its address. */
export function needFlows(model: Model): FlowDraft[] {
  return model.services.filter(({ planned }) => !planned).flatMap((consumer) => ofConsumer(consumer, model));
}

function ofConsumer(consumer: Service, { lab }: Model): FlowDraft[] {
  const needed = new Set(consumer.needs);
  return [...new Set([...consumer.needs, ...consumer.uses])].flatMap((provider) => {
    // They meet in a container network, which no address of the machine is part of.
    if (provider.planned || isBeside(consumer, provider)) return [];
    const kind = kindOf(consumer === lab.monitoring?.service, needed.has(provider), provider);
    return toService(consumer.runsOn, consumer, provider, {
      kind,
      ids: [consumer.id, provider.id],
      because: `${consumer.title} ${VERB[kind]} ${provider.title}`,
    });
  });
}

const VERB = { scrape: 'scrapes', storage: 'keeps files on', need: 'needs', use: 'uses' } as const satisfies Partial<
  Record<FlowKind, string>
>;

function kindOf(scrapes: boolean, needed: boolean, provider: Service): keyof typeof VERB {
  if (scrapes) return 'scrape';
  if (provider.network.role === 'storage') return 'storage';
  return needed ? 'need' : 'use';
}
