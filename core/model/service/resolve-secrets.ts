import { suggestionHint } from '../../../lib/suggest.ts';
import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import { containerOf } from './container-of.ts';
import type { ServiceInput } from './schema.ts';
import { randomSecret, type SecretMaking } from './secret-making.ts';
import type { SecretInput } from './secret-schema.ts';
import type { SecretFile } from './service.ts';

/** Makes the secrets of a service; those that have the value of another one are linked by {@link linkSecrets} once all exist. */
export function resolveSecrets(id: string, entry: ServiceInput, containers: readonly string[], context: Context): SecretFile[] {
  const definedBy = resolveSecretVariables(id, entry, context);
  return Object.entries(entry.secrets)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([secret, input]) => {
      const { what, container, kept, owner, change } = input;
      const at = place('services', id, 'secrets', secret);
      if (!/^[a-z0-9][a-z0-9._-]*$/.test(secret))
        context.report('unsafe-id', at, `services.${id}.secrets has "${secret}", which cannot name a file.`, {
          what: 'key',
          hint: 'Use lower-case letters, digits, dots, hyphens and underscores.',
        });
      const defines = definedBy.get(secret);
      const known = defines ? undefined : containerOf(id, `secrets.${secret}`, container, containers, at, context);
      const make = makingOf(id, secret, input, context);
      const [uid, gid] = owner?.split(':').map(Number) ?? [];
      return {
        id: secret,
        what,
        ...(known === undefined ? {} : { container: known }),
        ...(defines ? { defines } : {}),
        ...(kept === undefined ? {} : { kept }),
        ...(make ? { make } : {}),
        ...(uid === undefined || gid === undefined ? {} : { owner: { uid, gid } }),
        ...(change === undefined ? {} : { change: [change].flat() }),
      };
    });
}

/** How a value is made; undefined where the inventory does not say. */
function makingOf(id: string, secret: string, { make, length }: SecretInput, context: Context): SecretMaking | undefined {
  if (length !== undefined && (typeof make !== 'string' || make === 'x25519'))
    context.report(
      'invalid-value',
      place('services', id, 'secrets', secret, 'length'),
      `services.${id}.secrets.${secret} has a length, but ${make === 'x25519' ? 'a key of x25519 has 32 bytes' : 'nothing makes its value'}.`,
      { hint: make === 'x25519' ? 'Take the length away.' : 'Add make: random, or take the length away.' },
    );
  if (make === undefined) return undefined;
  if (typeof make === 'object') return { by: 'person', how: [make['by-hand']].flat() };
  return randomSecret(make === 'random' ? 'text' : make, length);
}

/** Finds the secrets that others have the value of. */
export function linkSecrets(input: TypedInput, context: Context): void {
  const written = new Map(
    input.services.flatMap(([id, { secrets }]) => Object.entries(secrets).map(([name, entry]) => [`${id}/${name}`, entry])),
  );
  for (const service of context.nodes.services.values())
    for (const secret of service.secrets) {
      const entry = written.get(`${service.id}/${secret.id}`);
      const same = entry && sameAs(service.id, secret, entry, written, context);
      if (same) Object.assign(secret, { sameAs: same });
    }
}

function sameAs(
  id: string,
  secret: SecretFile,
  entry: SecretInput,
  all: ReadonlyMap<string, SecretInput>,
  context: Context,
): SecretFile['sameAs'] {
  const written = entry['same-as'];
  if (written === undefined) return undefined;
  const at = place('services', id, 'secrets', secret.id, 'same-as');
  const [of = '', key = ''] = written.split('/');
  const service = context.find('services', of, at);
  if (!service) return undefined;
  const found = service.secrets.find((each) => each.id === key);
  const said = `services.${id}.secrets.${secret.id}.same-as is "${written}"`;
  if (!found) {
    const known = service.secrets.map((each) => each.id);
    const near = suggestionHint(key, known) ?? `Add secrets: { ${key}: { what: … } } to ${of}.`;
    context.report('unknown-reference', at, `${said}, and ${of} has no secret of that name.`, { hint: near });
    return undefined;
  }
  const fault = faultOf(entry, secret, found, all.get(written));
  if (!fault) return { service, secret: found };
  context.report('invalid-value', at, `${said}, ${fault.why}.`, { hint: fault.hint });
  return undefined;
}

/** Why two secrets cannot have one value; undefined where they can. */
function faultOf(
  { make, 'same-as': written }: SecretInput,
  secret: SecretFile,
  found: SecretFile,
  of: SecretInput | undefined,
): { readonly why: string; readonly hint: string } | undefined {
  if (secret === found) return { why: 'which is itself', hint: 'Take same-as away.' };
  if (of?.['same-as'] !== undefined)
    return { why: `which has the value of ${of['same-as']} itself`, hint: `Write same-as: ${of['same-as']}.` };
  if (secret.defines ?? found.defines)
    return { why: 'but a file with lines of variables is no single value', hint: 'Give each of them a secret without variables.' };
  if (make !== undefined)
    return { why: 'and make says how its own value is made', hint: `Say make at ${written} alone, and take it away here.` };
  return undefined;
}

/** The variables that the project leaves to the machine, by secret. Compose takes them from one file, so they are lines of one. */
function resolveSecretVariables(id: string, entry: ServiceInput, context: Context): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const [variable, value] of Object.entries(entry.variables).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (typeof value !== 'object') continue;
    const { secret } = value;
    const at = place('services', id, 'variables', variable, 'secret');
    const [first] = names.keys();
    if (!Object.hasOwn(entry.secrets, secret))
      context.report(
        'unknown-reference',
        at,
        `services.${id}.variables.${variable} is a line of "${secret}", which is no secret of ${id}.`,
        {
          hint: suggestionHint(secret, Object.keys(entry.secrets)) ?? `Add secrets: { ${secret}: { what: … } } to ${id}.`,
        },
      );
    else if (first !== undefined && first !== secret)
      context.report('invalid-value', at, `services.${id}.variables are lines of ${first} and of ${secret}; Compose reads one such file.`, {
        hint: `Put the lines of both into ${first}.`,
      });
    else names.set(secret, [...(names.get(secret) ?? []), variable]);
  }
  return names;
}
