import { startOrderOf } from '../../core/facts/start-order.ts';
import type { Service } from '../../core/model/service/service.ts';
import { model } from './lab.ts';

/** Waves of running services: each needs only services of earlier waves. */
export const startOrder: readonly (readonly Service[])[] = startOrderOf(model);
