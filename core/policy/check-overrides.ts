import { yamlFlowString } from '../../formats/yaml-scalar.ts';
import type { FilePolicy, Model } from '../contract.ts';
import type { Diagnostic, Span } from '../diagnostic.ts';
import { additionFor } from '../overrides/addition.ts';
import { lineOf } from '../overrides/append-override.ts';
import { DATA } from '../overrides/apply-override.ts';
import { saidLines } from '../overrides/said-lines.ts';
import { locate } from '../parse/locate.ts';
import { parseYaml } from '../parse/parse-yaml.ts';
import type { SourceFile } from '../parse/source-file.ts';
import { decisionsAt } from './decisions-at.ts';
import { differencesOf } from './differences.ts';

/** A file before and after an override was laid over it. */
export interface Overridden {
  readonly override: SourceFile;
  /** Below `infra/`. */
  readonly path: string;
  /** Id of the system that makes it. */
  readonly generator: string;
  readonly before: string;
  readonly after: string;
}

/** Where a key of the lab stands in the inventory. */
export type LabSpan = (key: string, path: readonly string[]) => Span;

/**
 * Pages are made of the inventory. So whatever an override decides otherwise has to have a reason in `lab.overrides`, which is on the pages;
 * and a reason there has to have an override. Only the overridden files are read.
 */
export function checkOverrides(overridden: readonly Overridden[], model: Model, labSpan: LabSpan | undefined): readonly Diagnostic[] {
  const stated = model.lab.overrides;
  const found = overridden.flatMap((each) => differencesIn(each, model).map((difference) => ({ ...difference, each })));
  const unstated = found
    .filter(({ what, each }) => !stated.some((said) => said.path === shortPath(each.path) && said.what === what))
    .map(unstatedDifference);
  const unused = stated
    .filter(({ path, what }) => !found.some((one) => shortPath(one.each.path) === path && one.what === what))
    .map(({ path, what }): Diagnostic => {
      const at = labSpan?.('overrides', [path, what]);
      return {
        code: 'invalid-value',
        severity: 'error',
        message: `lab.overrides gives a reason for what no override of ${path} does: ${what}.`,
        ...(at ? { at } : {}),
        hint: 'Take it away.',
      };
    });
  return [...unstated, ...unused];
}

/** As the inventory names it: below `inventory/overrides/` and `infra/`. */
const shortPath = (path: string): string => path.replace(/^infra\//, '');

interface Difference {
  readonly what: string;
  /** In the override. */
  readonly at: Span;
}

function differencesIn(each: Overridden, model: Model): readonly Difference[] {
  if (each.before === each.after) return [];
  return DATA.test(each.path) ? dataDifferences(each, model) : textDifferences(each, model);
}

/** A line of another format is not read by any page, so each is a decision of its own. */
function textDifferences({ override, path, generator }: Overridden, model: Model): readonly Difference[] {
  return saidLines(override, additionFor(path, generator, model.systems)).map(({ line, number }) => ({
    what: line.trim(),
    at: lineOf(override, number),
  }));
}

/** Of files of which nothing is known, such as one that a project of the inventory has beside it. */
const ALL: Pick<FilePolicy, 'decides'> = { decides: (value) => decisionsAt(value, 2) };

function dataDifferences({ override, path, generator, before, after }: Overridden, model: Model): readonly Difference[] {
  const policy = model.systems.find(({ id }) => id === generator)?.policy?.find(({ match }) => match.test(path)) ?? ALL;
  const [was, is] = [before, after].map((text) => parseYaml({ path, text }).file.value);
  const { file } = parseYaml(override);
  return differencesOf(policy, path, was, is, model).map(({ what, at }) => ({ what, at: locate({ file, path: [] }, at, 'key') }));
}

function unstatedDifference({ what, at, each: { override, path } }: Difference & { readonly each: Overridden }): Diagnostic {
  const stated = `lab: { overrides: { ${yamlFlowString(shortPath(path))}: { ${yamlFlowString(what)}: <why> } } }`;
  return {
    code: 'override-unstated',
    severity: 'error',
    message: `${override.path} decides what the inventory says otherwise, so pages would tell what is not so: ${what}.`,
    at,
    hint: `Say it in the inventory where that can, such as in the fragment of a service; else say why: ${stated}.`,
  };
}
