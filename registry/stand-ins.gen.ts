// Written by `npm run registry` from the folders below generators/. Do not edit.

import ansibleStandIn from '../generators/ansible/stand-in.ts';
import composeStandIn from '../generators/compose/stand-in.ts';
import prometheusStandIn from '../generators/prometheus/stand-in.ts';

export const standIns = {
  ansible: ansibleStandIn,
  compose: composeStandIn,
  prometheus: prometheusStandIn,
};
