import type { ContainerView } from '../../../core/compose/container-view.ts';
import type { StateKind } from '../../../core/roles/dump-tool.ts';

/** An application that keeps an SQLite database below its data folder. */
interface Application {
  readonly title: string;
  /** How the names of its images end. */
  readonly images: readonly string[];
  readonly folders: readonly string[];
  /** Settings that put another server in the place of SQLite, and what they have to say for that. */
  readonly elsewhere?: Readonly<Record<string, RegExp>>;
  /** Where that is written. */
  readonly source: string;
}

const SET = /./;

const APPLICATIONS: readonly Application[] = [
  {
    title: 'Vaultwarden',
    images: ['vaultwarden', 'vaultwarden/server'],
    folders: ['/data'],
    elsewhere: { DATABASE_URL: /^(mysql|postgres)/ },
    source: 'its wiki, "Backing up your vault"',
  },
  {
    title: 'Grafana',
    images: ['grafana', 'grafana-oss', 'grafana-enterprise'],
    folders: ['/var/lib/grafana'],
    elsewhere: { GF_DATABASE_TYPE: /^(mysql|postgres)/, GF_DATABASE_URL: /^(mysql|postgres)/ },
    source: 'its manual, "Back up Grafana" and "Configure a Grafana Docker image"',
  },
  {
    title: 'Mealie',
    images: ['mealie'],
    folders: ['/app/data'],
    elsewhere: { DB_ENGINE: /^postgres/ },
    source: 'its documentation, "Installing with SQLite"',
  },
  {
    title: 'Home Assistant',
    images: ['home-assistant', 'homeassistant'],
    folders: ['/config'],
    source: 'its documentation of the integration "Recorder": home-assistant_v2.db in the configuration folder',
  },
  {
    title: 'Jellyfin',
    images: ['jellyfin'],
    folders: ['/config'],
    source: 'its documentation, "Backup and Restore": SQLite files in the data folder',
  },
  ...['Sonarr', 'Radarr', 'Lidarr', 'Prowlarr', 'Readarr', 'Whisparr'].map(servarr),
  {
    title: 'Uptime Kuma',
    images: ['uptime-kuma'],
    folders: ['/app/data'],
    elsewhere: { UPTIME_KUMA_DB_TYPE: /^mariadb/ },
    source: 'its README and wiki: kuma.db in the data folder',
  },
  {
    title: 'Gitea or Forgejo',
    images: ['gitea', 'forgejo'],
    folders: ['/data', '/var/lib/gitea'],
    elsewhere: { GITEA__database__DB_TYPE: /^(?!sqlite)/, FORGEJO__database__DB_TYPE: /^(?!sqlite)/, DB_TYPE: /^(?!sqlite)/ },
    source: 'its documentation, "Installation with Docker": SQLite unless another database is set',
  },
  {
    title: 'n8n',
    images: ['n8n'],
    folders: ['/home/node/.n8n'],
    elsewhere: { DB_TYPE: /^(mysql|mariadb|postgres)/ },
    source: 'its documentation, "Supported databases and settings": SQLite by default',
  },
  {
    title: 'Paperless-ngx',
    images: ['paperless-ngx'],
    folders: ['/usr/src/paperless/data'],
    elsewhere: { PAPERLESS_DBHOST: SET, PAPERLESS_DBENGINE: /^(mariadb|postgres)/ },
    source: 'its documentation, "Configuration", PAPERLESS_DBENGINE: SQLite by default',
  },
  {
    title: 'Nextcloud',
    images: ['nextcloud'],
    folders: ['/var/www/html'],
    elsewhere: { MYSQL_HOST: SET, POSTGRES_HOST: SET },
    source: 'the page of its image: SQLite unless the host of another database is set',
  },
  {
    title: 'Pi-hole',
    images: ['pihole'],
    folders: ['/etc/pihole'],
    source: 'its documentation, "Databases": gravity.db and pihole-FTL.db',
  },
  {
    title: 'Plex',
    images: ['plex', 'pms-docker'],
    folders: ['/config'],
    source: 'its support articles, "Restore a Database Backed Up via Scheduled Tasks": SQLite below the data folder',
  },
  {
    title: 'Audiobookshelf',
    images: ['audiobookshelf'],
    folders: ['/config'],
    source: 'its documentation, "Docker": absdatabase.sqlite in /config',
  },
  { title: 'Navidrome', images: ['navidrome'], folders: ['/data'], source: 'its documentation, "Automated Backup": navidrome.db' },
  {
    title: 'Nginx Proxy Manager',
    images: ['nginx-proxy-manager'],
    folders: ['/data'],
    elsewhere: { DB_MYSQL_HOST: SET, DB_POSTGRES_HOST: SET },
    source: 'its documentation, "Full Setup Instructions": database.sqlite in /data unless another host is set',
  },
  {
    title: 'Overseerr or Jellyseerr',
    images: ['overseerr', 'jellyseerr', 'seerr'],
    folders: ['/app/config', '/config'],
    elsewhere: { DB_TYPE: /^postgres/ },
    source: 'its documentation, "Backups" and "Configuring the Database"',
  },
  { title: 'Tautulli', images: ['tautulli'], folders: ['/config'], source: 'its wiki, "Frequently Asked Questions": tautulli.db' },
  {
    title: 'Vikunja',
    images: ['vikunja'],
    folders: ['/db', '/app/vikunja/files'],
    elsewhere: { VIKUNJA_DATABASE_TYPE: /^(?!sqlite)/ },
    source: 'its documentation, "Full docker example" and "Config options", database.type: SQLite by default',
  },
  {
    title: 'Actual',
    images: ['actual-server'],
    folders: ['/data'],
    source: 'its documentation, "Backup": account.sqlite and the budget files',
  },
  {
    title: 'linkding',
    images: ['linkding'],
    folders: ['/etc/linkding/data'],
    elsewhere: { LD_DB_ENGINE: /^postgres/ },
    source: 'its documentation, "Backups": db.sqlite3 in the data folder',
  },
  {
    title: 'PhotoPrism',
    images: ['photoprism'],
    folders: ['/photoprism/storage'],
    elsewhere: { PHOTOPRISM_DATABASE_DRIVER: /^(mysql|mariadb|postgres)/ },
    source: 'its documentation, "Config Options", database-driver: SQLite by default',
  },
];

function servarr(title: string): Application {
  return {
    title,
    images: [title.toLowerCase()],
    folders: ['/config'],
    elsewhere: { [`${title.toUpperCase()}__POSTGRES__HOST`]: SET },
    source: 'the Servarr wiki, "AppData Directory" and "PostgreSQL Setup": SQLite unless that is set',
  };
}

/** The same, as kinds of what keeps a database. */
export const applications: readonly StateKind[] = APPLICATIONS.map(({ title, images, folders, elsewhere = {} }) => ({
  title: `SQLite of ${title}`,
  image: new RegExp(`(^|/)(${images.join('|')})$`),
  folders,
  keeps: ({ environment }: ContainerView) =>
    !Object.entries(elsewhere).some(([name, other]) => environment[name] !== undefined && other.test(environment[name])),
}));
