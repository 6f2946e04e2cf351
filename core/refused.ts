import type { Diagnostic } from './diagnostic.ts';
import { printDiagnostics } from './report/print-diagnostics.ts';

/** Carries a user's mistake through a program that knows errors only, such as the builder of the site. Its message is for a person as it is. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(printDiagnostics(diagnostics, { sources: new Map() }));
    this.diagnostics = diagnostics;
  }
}
