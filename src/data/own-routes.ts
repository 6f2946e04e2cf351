import type { OwnRoute } from '../../core/facts/own-route.ts';
import { ownRoutesOf } from '../../core/facts/own-routes.ts';
import { model } from './lab.ts';

/** What labels of containers make the ingress do beyond the hostnames of the inventory. */
export const ownRoutes: readonly OwnRoute[] = ownRoutesOf(model);
