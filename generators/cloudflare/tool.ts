import type { Tool } from '../../tools/tool.ts';

export const terraform = {
  id: 'terraform',
  title: 'OpenTofu or Terraform',
  wanted: '1.12.6',
  oldest: '1.6',
  source: {
    from: 'go',
    folder: 'opentofu',
    module: 'generators/cloudflare/build',
    main: 'github.com/opentofu/opentofu/cmd/tofu',
    // OpenTofu knows its version; the linker only says that this is no development build.
    versionVariable: 'github.com/opentofu/opentofu/version.dev',
    versionValue: 'no',
    oldestGo: '1.26.6',
  },
  program: 'tofu',
  onPath: [['terraform'], ['tofu']],
  probe: ['version'],
  image: { ref: 'ghcr.io/opentofu/opentofu:1.12.6', entrypoint: 'tofu', network: 'none' },
} as const satisfies Tool;

export default [terraform] as const;
