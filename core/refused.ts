import type { Diagnostic } from './diagnostic.ts';
import { Refusal } from './refusal.ts';
import { printDiagnostics } from './report/print-diagnostics.ts';

/** Carries mistakes of the user through a program that knows errors only, such as the builder of the site. */
export class Refused extends Refusal {
  override readonly name = 'Refused';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(printDiagnostics(diagnostics, { sources: new Map() }));
    this.diagnostics = diagnostics;
  }
}
