import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureEmptyNode, measureGen } from './gen-figures.ts';
import { report } from './report.ts';
import { measureSite } from './site-figures.ts';

const HELP = `Measures gen, and the site build, on synthetic labs in a temporary folder.

Usage: npm run bench -- [options]

  --sizes LIST  numbers of services, separated by commas; 100,1000,10000 unless said
  --runs N      rounds of which the median is taken; 7 unless said, and at most 3 for 10,000 services or more
  --skip-site   leave out the site build, which is measured for sizes up to 1000
  --only-site   measure the site build alone
  --json        print one JSON document for programs
  --help        this text
`;

const LARGE = 10_000;
const LARGEST_SITE = 1000;

const { values } = readOptions();
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const sizes = values.sizes.split(',').map(Number);
const wanted = Number(values.runs);
if (sizes.some((size) => !Number.isInteger(size) || size < 3)) fail('--sizes needs whole numbers of 3 or more.');
if (!Number.isInteger(wanted) || wanted < 1) fail('--runs needs a whole number of 1 or more.');

const withSite = !values['skip-site'];
const gen = values['only-site']
  ? []
  : sizes.map((size) => inTemp((root) => measureGen(root, size, size >= LARGE ? Math.min(wanted, 3) : wanted)));
const siteSizes = withSite ? sizes.filter((size) => size <= LARGEST_SITE) : [];
const site = siteSizes.map((size) => inTemp((root) => measureSite(root, size, Math.min(wanted, 3))));
const figures = { node: process.versions.node, cpus: availableParallelism(), emptyNode: measureEmptyNode(wanted), gen, site };
process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : report(figures));

function readOptions() {
  try {
    return parseArgs({
      options: {
        sizes: { type: 'string', default: '100,1000,10000' },
        runs: { type: 'string', default: '7' },
        'skip-site': { type: 'boolean', default: false },
        'only-site': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return fail((error as Error).message);
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n\n${HELP}`);
  process.exit(2);
}

function inTemp<T>(work: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'rackbook-bench-'));
  try {
    return work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
