import type { z } from 'zod';
import { accessKind } from './access/kind.ts';
import { allowKind } from './allow/kind.ts';
import { guestKind } from './guest/kind.ts';
import { hostKind } from './host/kind.ts';
import type { Inventory } from './inventory.ts';
import { middlewareKind } from './middleware/kind.ts';
import { networkKind } from './network/kind.ts';
import type { SubjectKind } from './node.ts';
import { policyKind } from './policy/kind.ts';
import { repositoryKind } from './repository/kind.ts';
import { serviceKind } from './service/kind.ts';
import { targetKind } from './target/kind.ts';

/** Every kind of thing that a person gives an id. To add one, add its folder and its line here. */
export const KINDS = [
  networkKind,
  hostKind,
  guestKind,
  serviceKind,
  middlewareKind,
  accessKind,
  allowKind,
  targetKind,
  repositoryKind,
  policyKind,
] as const;

type AnyKind = (typeof KINDS)[number];

/** Key of a section of the inventory, whose keys are ids. */
export type SectionName = AnyKind['section'];

/** A thing of the Model by the section that declares it. */
export type NodeOf<S extends SectionName> = Inventory[S][number];

/** The things of the Model, by section. */
export type Things = { readonly [S in SectionName]: readonly NodeOf<S>[] };

type Inputs = { readonly [K in AnyKind as K['section']]: z.infer<K['schema']> };

/** An entry of a section as its schema gives it. */
export type InputOf<S extends SectionName> = Inputs[S];

/** The entries of the inventory, by section. */
export type Entries = { readonly [S in SectionName]: readonly (readonly [id: string, input: InputOf<S>])[] };

export const SECTION_NAMES: readonly SectionName[] = KINDS.map(({ section }) => section);

/** Every key that may stand at the top of an inventory file. `lab` is one record; `systems` holds options by system. */
export const TOP_LEVEL: readonly string[] = ['lab', 'systems', ...SECTION_NAMES];

/** A record with one value for each section. */
export function bySection<R extends { readonly [S in SectionName]: unknown }>(make: (section: SectionName) => R[SectionName]): R {
  // `Object.fromEntries` forgets which value belongs to which key.
  return Object.fromEntries(SECTION_NAMES.map((section) => [section, make(section)])) as R;
}

export function kindOfSection(section: SectionName): AnyKind {
  return find(
    KINDS.find((each) => each.section === section),
    section,
  );
}

/** Undefined for the lab, which has no id of its own. */
export function kindOf(kind: SubjectKind): AnyKind | undefined {
  return kind === 'lab'
    ? undefined
    : find(
        KINDS.find((each) => each.kind === kind),
        kind,
      );
}

function find(found: AnyKind | undefined, name: string): AnyKind {
  if (!found) throw new RangeError(`no kind ${name}`);
  return found;
}
