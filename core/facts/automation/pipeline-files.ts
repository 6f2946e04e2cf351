import { emitShellSettings } from '../../../formats/shell-settings.ts';
import { emitYaml } from '../../../formats/yaml.ts';
import type { GeneratedFile, Model } from '../../contract.ts';
import { HEADER } from '../../files/header.ts';
import { inFolder, script, textFile } from '../../files/named-file.ts';
import type { Automation } from '../../roles/automation.ts';
import { secretStoreOf } from '../secrets/store.ts';
import { automationOf } from './automation-of.ts';
import type { LabAccess } from './lab-access.ts';
import { type PipelineOptions, pipelines } from './pipelines.ts';
import { PLAYBOOK_IDS } from './playbook.ts';
import { playbooksOf } from './playbooks.ts';
import { type Dialect, WORKFLOW_ORDER, workflowOf } from './workflow.ts';

/** An action at a commit, and the release that it is. */
export interface Pin {
  readonly action: string;
  /** 40 hexadecimal digits. */
  readonly commit: string;
  readonly version: string;
}

export const pinned = ({ action, commit }: Pin): string => `${action}@${commit}`;

export interface PipelineWriter extends Omit<PipelineOptions, 'opens'> {
  /** Where the Git host looks for workflows. */
  readonly workflows: string;
  readonly dialect: Dialect;
  readonly pins: readonly Pin[];
}

/** Workflows and the scripts that they call. Nothing where no system runs playbooks. */
export function* pipelineFiles(model: Model, writer: PipelineWriter): Iterable<GeneratedFile> {
  const automation = automationOf(model);
  if (!automation) return;
  const options = { ...writer, opens: secretStoreOf(model)?.opens };
  for (const pipeline of pipelines(playbooksOf(model), options)) {
    const text = emitYaml(workflowOf(pipeline, writer.dialect), { header: [HEADER], keyOrder: WORKFLOW_ORDER });
    yield { path: `${writer.workflows}/rackbook-${pipeline.id}.yml`, content: withVersions(text, writer.pins) };
  }
  yield* inFolder(
    writer.folder,
    [],
    [
      script('in-lab.sh', 'core/runtime/in-lab.sh'),
      textFile('in-lab.settings', settingsOf(automation, options.opens)),
      script('git-host.py', 'core/runtime/git-host.py'),
    ],
  );
}

/** A person sees which release a commit is, and a bot that updates actions finds it there. */
function withVersions(text: string, pins: readonly Pin[]): string {
  return pins.reduce((all, pin) => all.replaceAll(`uses: ${pinned(pin)}\n`, `uses: ${pinned(pin)} # ${pin.version}\n`), text);
}

function settingsOf(
  { folder, packages, prepare, command, parameterOption, passwordOption, sshVariable }: Automation,
  opens: LabAccess['opens'],
): string {
  // A lab without such a store has no key for it, and the variable is not set.
  const keyVariable = opens?.by === 'key' ? opens.variable : 'LAB_AGE_KEY';
  return emitShellSettings(`How playbooks are run. ${HEADER}`, {
    values: {
      folder,
      packages,
      ssh_variable: sshVariable,
      password_option: passwordOption,
      parameter_option: parameterOption,
      key_variable: keyVariable,
    },
    lists: { preparation: prepare, playbook: PLAYBOOK_IDS.map((id) => [id, ...command(id)]) },
  });
}
