// Written by `npm run registry` from the folders below generators/. Do not edit.

import composeCollector from '../generators/compose/collector.ts';
import prometheusCollector from '../generators/prometheus/collector.ts';

export const collectors = {
  compose: composeCollector,
  prometheus: prometheusCollector,
};
