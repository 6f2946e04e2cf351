import type { Spec, Step } from './step.ts';

/** Secrets of the service, as files in the container. */
export function secretStep({ secrets }: Spec, names: readonly string[]): Step {
  const own = new Set((Array.isArray(secrets) ? secrets : []).map((grant) => (typeof grant === 'string' ? grant : grant?.source)));
  return {
    added: names
      .filter((name) => !own.has(name))
      .map((name) => ({ path: ['secrets', name], value: name, change: 'added', because: 'It reads the secret from a file (secrets).' })),
  };
}
