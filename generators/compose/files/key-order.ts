import type { KeyOrder } from '../../../formats/yaml-key-order.ts';

/** The order in which people write Compose files; everything else follows in alphabetical order. */
export const COMPOSE_KEY_ORDER: KeyOrder = {
  '': ['name', 'services', 'networks', 'volumes', 'secrets', 'configs'],
  'services.*': [
    'image',
    'build',
    'container_name',
    'command',
    'entrypoint',
    'user',
    'restart',
    'depends_on',
    'environment',
    'env_file',
    'secrets',
    'ports',
    'volumes',
    'networks',
    'labels',
    'healthcheck',
  ],
  'services.*.healthcheck': ['test'],
};
