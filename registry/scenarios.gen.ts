// Written by `npm run registry` from the folders below generators/. Do not edit.

import alertmanagerScenarios from '../generators/alertmanager/scenarios.ts';
import cloudflaredScenarios from '../generators/cloudflared/scenarios.ts';
import composeScenarios from '../generators/compose/scenarios.ts';
import dumpsScenarios from '../generators/dumps/scenarios.ts';
import resticScenarios from '../generators/restic/scenarios.ts';
import traefikScenarios from '../generators/traefik/scenarios.ts';

export const scenarios = {
  alertmanager: alertmanagerScenarios,
  cloudflared: cloudflaredScenarios,
  compose: composeScenarios,
  dumps: dumpsScenarios,
  restic: resticScenarios,
  traefik: traefikScenarios,
};
