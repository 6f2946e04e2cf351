// Written by `npm run registry` from the folders below generators/. Do not edit.

import ansibleCollector from '../generators/ansible/collector.ts';
import composeCollector from '../generators/compose/collector.ts';
import prometheusCollector from '../generators/prometheus/collector.ts';

export const collectors = {
  ansible: ansibleCollector,
  compose: composeCollector,
  prometheus: prometheusCollector,
};
