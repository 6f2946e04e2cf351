import { access, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { toolsStore } from '../../../tools/places.ts';

/** A folder in which CrowdSec finds everything that it reads, and nothing of this machine's own. */
export interface CrowdsecStage {
  /** The configuration to start it with. */
  readonly config: string;
  /** Where each candidate lies in the stage, by its path in the repository. */
  readonly places: ReadonlyMap<string, string>;
}

const LOGIN = 'url: http://127.0.0.1:9\nlogin: stand-in\npassword: stand-in\n';
/** Only what can be an address: the rest is left for CrowdSec to refuse. */
const DOCKER_HOST = /^(docker_host: *)["']?(?:tcp|https?|unix):\/\/\S+$/gm;
const EMPTY_HUB = '{"parsers":{},"scenarios":{},"collections":{},"postoverflows":{}}\n';
/** Without any acquisition or profile CrowdSec does not start, so that the other files could not be judged. */
const STAND_INS = [
  { of: /^etc\/acquis\.d\//, place: 'etc/acquis.d/stand-in.yaml', content: 'filenames: [/nowhere/*.log]\nlabels:\n  type: syslog\n' },
  {
    of: /^etc\/profiles\.yaml$/,
    place: 'etc/profiles.yaml',
    content: 'name: stand-in\nfilters: [Alert.Remediation == true]\ndecisions:\n  - type: ban\n    duration: 4h\non_success: break\n',
  },
];

/** Lays the candidates where CrowdSec reads them, in a new folder below `home`; `docker` is the Engine that acquisitions ask. */
export async function stageCrowdsec(root: string, paths: readonly string[], home: string, docker: string): Promise<CrowdsecStage> {
  const folder = await mkdtemp(join(home, 'stage-'));
  for (const part of ['etc/acquis.d', 'etc/parsers', 'etc/notifications', 'data', 'hub', 'plugins'])
    await mkdir(join(folder, part), { recursive: true });
  await writeFile(join(folder, 'etc/simulation.yaml'), 'simulation: false\n');
  await writeFile(join(folder, 'etc/login.yaml'), LOGIN);
  await writeFile(join(folder, 'hub/.index.json'), EMPTY_HUB);
  await writeFile(join(folder, 'etc/config.yaml'), stringify(configIn(folder)));

  const texts = new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const)));
  // They take a second to load.
  if ([...texts.values()].some((text) => /\bgrok\b/.test(text))) await symlink(await patterns(), join(folder, 'etc/patterns'));
  else await mkdir(join(folder, 'etc/patterns'));

  const places = new Map(paths.map((path) => [path, placeOf(path)]));
  for (const { of, place, content } of STAND_INS)
    if (![...places.values()].some((each) => of.test(each))) await writeFile(join(folder, place), content);
  for (const [path, place] of places) {
    const text = texts.get(path) ?? '';
    await mkdir(join(folder, dirname(place)), { recursive: true });
    await writeFile(join(folder, place), place.endsWith('.local') ? await moved(text, folder) : text.replace(DOCKER_HOST, `$1${docker}`));
  }
  return {
    config: join(folder, 'etc/config.yaml'),
    places: new Map([...places].map(([path, place]) => [path, join(folder, place)])),
  };
}

/** `infra/crowdsec/parsers/s02-enrich/a.yaml` lies in `etc/parsers/s02-enrich/a.yaml`. */
function placeOf(path: string): string {
  return join('etc', path.replace(/^.*?(?=(acquis\.d|parsers|postoverflows|scenarios)\/|[^/]+$)/, ''));
}

function configIn(folder: string): unknown {
  const within = (path: string) => join(folder, path);
  return {
    common: { daemonize: false, log_media: 'stdout', log_level: 'info', working_dir: folder },
    config_paths: {
      config_dir: within('etc'),
      data_dir: within('data'),
      simulation_path: within('etc/simulation.yaml'),
      hub_dir: within('hub'),
      index_path: within('hub/.index.json'),
      notification_dir: within('etc/notifications'),
      plugin_dir: within('plugins'),
    },
    crowdsec_service: { acquisition_dir: within('etc/acquis.d'), parser_routines: 1 },
    db_config: { type: 'sqlite', db_path: within('data/crowdsec.db'), use_wal: false },
    plugin_config: { user: 'nobody', group: 'nogroup' },
    api: {
      client: { credentials_path: within('etc/login.yaml') },
      server: { listen_uri: '127.0.0.1:0', profiles_path: within('etc/profiles.yaml') },
    },
    prometheus: { enabled: false },
  };
}

/** The operator's additions, with every absolute path below the stage and without an account at CrowdSec's central API. */
async function moved(text: string, folder: string): Promise<string> {
  const secrets = new Set<string>();
  const move = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string' && value.startsWith('/')) {
      const place = value.replace(/^\/etc\/crowdsec\b/, '/etc').replace(/^\/var\/lib\/crowdsec\b/, '');
      if (key === 'credentials_path') secrets.add(place);
      return join(folder, place);
    }
    if (Array.isArray(value)) return value.map((item) => move(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([inner]) => inner !== 'online_client')
        .map(([inner, item]) => [inner, move(item, inner)]),
    );
  };
  let tree: unknown;
  try {
    tree = move(parse(text));
  } catch {
    // CrowdSec itself says what is wrong with it.
    return text;
  }
  for (const secret of secrets) {
    await mkdir(join(folder, dirname(secret)), { recursive: true });
    await writeFile(join(folder, dirname(secret), basename(secret)), LOGIN);
  }
  return stringify(tree);
}

/** The package's grok patterns, which a parser may name. */
async function patterns(): Promise<string> {
  const own = join(toolsStore, 'crowdsec/etc/crowdsec/patterns');
  return access(own).then(
    () => own,
    () => '/etc/crowdsec/patterns',
  );
}
