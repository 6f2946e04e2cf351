import type { StandIn } from '../../core/demo/stand-in.ts';
import { prometheusApi } from './stand-in/prometheus-api.ts';

export default {
  endpoints(model, script, now) {
    const { monitoring } = model.lab;
    if (monitoring?.system !== 'prometheus') return [];
    const url = new URL(monitoring.url);
    const secure = url.protocol === 'https:';
    const port = Number(url.port) || (secure ? 443 : 80);
    return [{ host: url.hostname.replace(/^\[|\]$/g, ''), port, secure, handler: prometheusApi(model, script, now) }];
  },
} as const satisfies StandIn;
