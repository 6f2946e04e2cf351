import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

/** One edit of the inventory of a checkout, of which any number on any two branches give a correct lab. */
export interface LabEdit {
  readonly what: string;
  apply(root: string): void;
}

const BASE = {
  'lab.yaml': 'lab: { title: Two people, domain: home.example.net }\n',
  'networks.yaml': 'networks:\n  home: { title: Home, role: apps, cidr: 192.168.77.0/24, gateway: 192.168.77.1 }\n',
  'hosts.yaml': `hosts:\n${['box', 'shelf'].map((id, i) => `  ${id}:\n    title: The ${id}\n    role: Docker host\n    addresses: { home: 192.168.77.${10 + i} }\n    docker: {}\n`).join('\n')}`,
};

/** A lab of two machines, of a file for each service. */
export function writeBaseLab(root: string): void {
  for (const [name, text] of Object.entries(BASE)) writeFileSync(join(root, 'inventory', name), text);
  for (let port = 1; port <= 5; port++) writeService(root, `app-${port}`, port, 'box');
}

/** `port` from 1 to 99 is of this service alone. */
function writeService(root: string, id: string, port: number, host: string): void {
  const project = `{ services: { ${id}: { image: "example/${id}:1.2", ports: ["${8000 + port}:80"], volumes: ["/srv/${id}:/data"] } } }`;
  const lines = [
    `title: The service ${id}`,
    `runs-on: ${host}`,
    `ports: [{ port: ${8000 + port}, what: web page }]`,
    `health: { http: /, port: ${8000 + port} }`,
    `data: [{ path: /srv/${id}, backup: none, because: a copy is on every laptop }]`,
    `compose: ${project}`,
  ];
  writeFileSync(serviceFile(root, id), `${lines.join('\n')}\n`);
}

const serviceFile = (root: string, id: string): string => join(root, 'inventory/services', `${id}.yaml`);

/** Changes the service that a number stands for, if there is one. */
function onService(what: string, n: number, change: (file: string, text: string) => void): LabEdit {
  return {
    what: `${what} ${n}`,
    apply(root) {
      const files = readdirSync(join(root, 'inventory/services')).sort();
      const file = serviceFile(root, files[n % files.length]?.replace(/\.yaml$/, '') ?? '');
      if (existsSync(file)) change(file, readFileSync(file, 'utf8'));
    },
  };
}

const number = fc.nat({ max: 20 });

/** Edits of one branch; what it adds is named after the branch. */
export const editsOf = (branch: 'one' | 'two'): fc.Arbitrary<readonly LabEdit[]> =>
  fc.array(
    fc.oneof(
      number.map((n) =>
        onService('title', n, (file, text) => writeFileSync(file, text.replace(/^title: .*/m, `title: Title of ${branch} ${n}`))),
      ),
      number.map((n) => onService('move', n, (file, text) => writeFileSync(file, text.replace(/^runs-on: .*/m, 'runs-on: shelf')))),
      number.map((n) => onService('remove', n, (file) => rmSync(file))),
      number.map((n) => ({
        what: `add ${branch}-${n}`,
        apply: (root: string) => writeService(root, `${branch}-${n}`, (branch === 'one' ? 20 : 60) + n, n % 2 === 0 ? 'box' : 'shelf'),
      })),
      fc.constant({
        what: `machine ${branch}`,
        apply(root: string) {
          const file = join(root, 'inventory/hosts.yaml');
          const address = branch === 'one' ? 30 : 31;
          const entry = `  ${branch}:\n    title: Machine ${branch}\n    role: Docker host\n    addresses: { home: 192.168.77.${address} }\n    docker: {}\n`;
          const text = readFileSync(file, 'utf8');
          if (!text.includes(entry))
            writeFileSync(file, branch === 'one' ? text.replace('hosts:\n', `hosts:\n${entry}\n`) : `${text}\n${entry}`);
        },
      }),
    ),
    { minLength: 1, maxLength: 4 },
  );
