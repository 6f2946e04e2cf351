/** Where the engine reads its settings on a machine. */
export const SETTINGS_PLACE = '/etc/docker/daemon.json';
