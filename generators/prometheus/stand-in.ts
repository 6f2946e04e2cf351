import type { StandIn } from '../../core/demo/stand-in.ts';
import { prometheusApi } from './stand-in/prometheus-api.ts';

export default {
  endpoints(model, script, now) {
    const { prometheus } = model.lab;
    if (!prometheus) return [];
    const url = new URL(prometheus.url);
    const secure = url.protocol === 'https:';
    const port = Number(url.port) || (secure ? 443 : 80);
    return [{ host: url.hostname.replace(/^\[|\]$/g, ''), port, secure, handler: prometheusApi(model, script, now) }];
  },
} as const satisfies StandIn;
