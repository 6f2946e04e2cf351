import { isComplete, type StoreReport } from './store-report.ts';

/** The report for programs; no value is in it. */
export function secretsJson(report: StoreReport): object {
  const { store, secrets, unused, faults } = report;
  return {
    schema: 'rackbook/secrets/1',
    store: store ? { id: store.store, file: store.file } : null,
    complete: store !== undefined && isComplete(report),
    secrets: secrets.map(({ secret, state }) => ({
      id: secret.id,
      state,
      what: secret.what,
      ...(secret.kept === undefined ? {} : { kept: secret.kept }),
      sameAs: secret.sameAs,
      make: secret.make,
      files: secret.files.map(({ machine, path, owner, group, mode }) => ({ machine: machine.id, path, owner, group, mode })),
      environment: secret.environment,
      users: secret.users.map(({ subject, what, on }) => ({ subject, what, ...(on ? { on: on.id } : {}) })),
    })),
    unused: unused.map(({ id, line, state }) => ({ id, line, state })),
    faults,
  };
}
