import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import { openedByPassword } from '../backup/password-machines.ts';
import { secretsOf } from '../backup/places.ts';
import { passwordLostId, VAULT_LOST } from './ids.ts';
import type { Runbook, RunbookStep } from './runbook.ts';
import { secretsKnown } from './secrets-known.ts';
import { servicesOf } from './services-of.ts';

/** The password that opens the vault with all other secrets is lost. */
export function vaultLost(model: Model): readonly Runbook[] {
  const { vault } = model.lab.recovery;
  if (!vault || vault.planned) return [];
  const opened = openedByPassword(model);
  const others = [...opened.map(passwordLostId), ...secretsKnown(model).map(({ id }) => id)];
  const kept = model.services
    .filter(({ planned }) => !planned)
    .flatMap((service) =>
      service.secrets.flatMap((secret) => (secret.kept === undefined ? [] : [`${secret.id} of ${service.title}: ${secret.kept}`])),
    );
  return [
    {
      id: VAULT_LOST,
      kind: 'password-lost',
      title: `The password of ${vault.title} is lost`,
      when: `Logging in to ${vault.title} is no longer possible, and the secrets of the lab are in it.`,
      text: [
        `A vault is encrypted with that password: neither ${vault.title} nor a backup of it can be opened without. Restoring it does not help.`,
        'The secrets of the lab are not lost with it: every machine has those that it needs in files.',
        ...(kept.length > 0 ? [`Kept outside of the lab too: ${kept.join('; ')}.`] : []),
      ],
      subjects: [vault.subject],
      steps: [
        {
          id: 'logged-in',
          title: 'Find a phone or a computer that is still logged in',
          on: 'every phone and computer that used it',
          expect:
            'If there is one, do not log out or lock it: export everything from there to an encrypted file, and go on with the new vault.',
        },
        ...onMachines(model),
        {
          id: 'anew',
          title: `Make a new account in ${vault.title}`,
          on: 'your own computer',
          expect:
            'Put in what was exported and what the machines have. Write its password on paper, and put that where the other papers are. What was only in the vault is lost: set a new one wherever it is used.',
        },
        {
          id: 'change',
          title: 'Change what another person may know',
          on: 'your own computer',
          expect:
            'If the password was not forgotten but stolen, every secret in the vault is known: change all of them, the passwords of the backups first.',
          ...(others.length > 0 ? { see: others } : {}),
        },
      ],
      next: opened.map(passwordLostId),
    },
  ];
}

/** Where on each machine its secret files are. */
function onMachines(model: Model): readonly RunbookStep[] {
  return [...model.hosts, ...model.guests].flatMap((on) => {
    const services = servicesOf(model, on).filter(({ secrets }) => secrets.length > 0);
    if (on.planned || services.length === 0) return [];
    const folder = secretsOf(on);
    return [
      {
        id: `files-${on.id}`,
        title: `See which secrets ${on.title} has`,
        on,
        run: `find ${quote(folder)} -type f -print`,
        expect: `The path of each file, named for its service. They are: ${services.flatMap(({ id, secrets }) => secrets.map((secret) => `${id}/${secret.id} (${secret.what})`)).join('; ')}. cat shows one; it is then on the screen.`,
        shows: [folder],
      },
    ];
  });
}
