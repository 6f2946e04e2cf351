import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { lastLines, type RunResult, run } from '../../../tools/process.ts';
import { provider } from '../tool.ts';

/** One thing that Terraform has to say, and the file that it says it of. */
export interface Said {
  readonly message: string;
  readonly file?: string;
  /** Resource that it is about. */
  readonly address?: string;
}

export interface Answer {
  readonly code: number;
  readonly errors: readonly Said[];
  readonly text: string;
}

/** A copy of the generated folder in which Terraform can work: its state beside it, and the real provider from disk. */
export interface Workspace {
  readonly folder: string;
  /** Names of the generated files. */
  readonly files: readonly string[];
  terraform(args: readonly string[]): Promise<Answer>;
  end(): Promise<void>;
}

export interface WorkspaceOptions {
  /** Words that start Terraform or OpenTofu. */
  readonly terraform: readonly string[];
  /** The provider's file. */
  readonly provider: string;
  /** Where the API is, instead of the lab's own; what to trust there, and the token. */
  readonly api?: { readonly endpoint: string; readonly ca: string; readonly token: string };
}

/** Both registries, since each program asks its own. */
const REGISTRIES = ['registry.terraform.io', 'registry.opentofu.org'];
const DEADLINE_MS = 180_000;
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

const diagnostic = z.object({
  severity: z.string(),
  summary: z.string(),
  detail: z.string().optional(),
  address: z.string().optional(),
  range: z.object({ filename: z.string() }).optional(),
});
/** Most commands print a line for each; `validate` one document. */
const diagnosticLine = z.object({ type: z.literal('diagnostic'), diagnostic });
const validateDocument = z.object({ valid: z.boolean(), diagnostics: z.array(diagnostic) });

/** Copies the folder and prepares it. Throws where Terraform cannot even start on it, with its words. */
export async function workspace(source: string, options: WorkspaceOptions): Promise<Workspace | Answer> {
  const home = await mkdtemp(join(tmpdir(), 'rackbook-terraform-'));
  const folder = join(home, 'lab');
  await mkdir(folder);
  const files = (await readdir(source)).filter((name) => name.endsWith('.tf'));
  for (const name of files) await writeFile(join(folder, name), await readFile(join(source, name)));
  await writeFile(join(folder, 'rackbook_override.tf'), overrides(options, join(home, 'terraform.tfstate')));
  const mirror = await providerMirror(home, options.provider);
  if (options.api) await writeFile(join(home, 'ca.pem'), options.api.ca);
  const env = {
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_CLI_CONFIG_FILE: '/dev/null',
    PROXMOX_VE_API_TOKEN: options.api?.token ?? 'nobody@pve!none=00000000-0000-0000-0000-000000000000',
    SSL_CERT_FILE: options.api ? join(home, 'ca.pem') : undefined,
  };
  const terraform = async (args: readonly string[]): Promise<Answer> =>
    read(await run([...options.terraform, ...args], { cwd: folder, env, timeoutMs: DEADLINE_MS }));
  const end = () => rm(home, { recursive: true, force: true });
  const ready = await terraform(['init', '-input=false', '-no-color', `-plugin-dir=${mirror}`]);
  if (ready.code === 0) return { folder, files, terraform, end };
  await end();
  return ready;
}

/** What an override file of Terraform takes the place of: where the state is, and whom to ask. */
function overrides({ api }: WorkspaceOptions, state: string): string {
  const backend = `terraform {\n  backend "local" {\n    path = ${JSON.stringify(state)}\n  }\n}\n`;
  return api ? `${backend}provider "proxmox" {\n  endpoint = ${JSON.stringify(api.endpoint)}\n}\n` : backend;
}

async function providerMirror(home: string, file: string): Promise<string> {
  const mirror = join(home, 'providers');
  const machine = `${process.platform}_${PROCESSORS[process.arch] ?? process.arch}`;
  for (const registry of REGISTRIES) {
    const place = join(mirror, registry, 'bpg/proxmox', provider.wanted, machine);
    await mkdir(place, { recursive: true });
    await symlink(file, join(place, `terraform-provider-proxmox_v${provider.wanted}`));
  }
  return mirror;
}

function read(result: RunResult): Answer {
  const errors = diagnosticsIn(result.stdout)
    .filter(({ severity }) => severity === 'error')
    .map(
      ({ summary, detail, address, range }): Said => ({
        message: [summary, detail].filter(Boolean).join(': '),
        ...(range ? { file: basename(range.filename) } : {}),
        ...(address === undefined ? {} : { address }),
      }),
    );
  return { code: result.code, errors, text: lastLines(result, 80) };
}

function diagnosticsIn(stdout: string): readonly z.infer<typeof diagnostic>[] {
  if (stdout.startsWith('{\n')) return validateDocument.safeParse(JSON.parse(stdout)).data?.diagnostics ?? [];
  return stdout
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? (diagnosticLine.safeParse(JSON.parse(line)).data?.diagnostic ?? []) : []));
}
