import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { failInSentences, whenCutOff } from './cut-off.ts';

/** One command's options as `node:util` reads them, each with the words that `--help` shows. */
export interface CommandSpec<Options extends ParseArgsOptionsConfig> {
  /** As a person types it: `npm run gen --`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Options;
  readonly describe: Readonly<Record<keyof Options & string, string>>;
  readonly allowPositionals?: boolean;
  /** What is true of the lab's files when the command is interrupted before it has done anything; without it, signals are not caught. */
  readonly cutOff?: string;
}

const COMMON = {
  inventory: { type: 'string' },
  root: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig;

/**
 * Reads the command line; prints help and ends the process for `--help`, and for a mistake says it and ends with 2. Every command
 * has `--inventory DIR` (default `<root>/inventory`) and `--root DIR` (default: the working folder), given back as absolute paths.
 */
export function readArguments<Options extends ParseArgsOptionsConfig>(spec: CommandSpec<Options>) {
  process.umask(safeMask(process.umask(0o022)));
  failInSentences();
  whenCutOff(spec.cutOff);
  endQuietlyWithoutReader();
  try {
    const config = {
      args: process.argv.slice(2),
      options: { ...COMMON, ...spec.options },
      strict: true as const,
      allowPositionals: spec.allowPositionals ?? false,
    };
    const { values, positionals } = parseArgs(config);
    const common = values as { inventory?: string; root?: string; help?: boolean };
    if (common.help) {
      process.stdout.write(helpText(spec));
      process.exit(0);
    }
    const root = resolve(common.root ?? '.');
    return {
      values,
      positionals: positionals as readonly string[],
      root,
      inventoryDir: common.inventory === undefined ? resolve(root, 'inventory') : resolve(common.inventory),
    };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${helpText(spec)}`);
    process.exit(2);
  }
}

/** A mask that lets everybody write is no decision of anybody: containers begin with it. One that lets a group write is. */
function safeMask(mask: number): number {
  return (mask & 0o002) === 0 ? mask | 0o022 : mask;
}

function helpText<Options extends ParseArgsOptionsConfig>({ usage, summary, options, describe }: CommandSpec<Options>): string {
  const rows = [
    ...Object.entries(options).map(([name, { type }]) => [`--${name}${type === 'string' ? ' VALUE' : ''}`, describe[name] ?? '']),
    ['--inventory DIR', 'folder with the inventory; <root>/inventory unless said'],
    ['--root DIR', 'repository of the lab, where infra/ and src/content/lab/ are; this folder unless said'],
    ['--help', 'this text'],
  ] as const;
  const width = Math.max(...rows.map(([flag]) => flag?.length ?? 0));
  return `${summary}\n\nUsage: ${usage} [options]\n\n${rows.map(([flag, text]) => `  ${flag?.padEnd(width)}  ${text}`).join('\n')}\n`;
}

/** A reader that goes away early, as `| head` does, is no fault of the command. */
function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
