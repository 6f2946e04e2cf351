import { z } from 'zod';
import type { KeyPath } from './locate.ts';

/** Keys that a schema knows at a path, for suggestions. Unions give the keys of all their branches. */
export function schemaKeys(schema: z.ZodType, path: KeyPath, data: unknown): readonly string[] {
  return [...new Set(at(schema, path).flatMap((inner) => (inner instanceof z.ZodObject ? Object.keys(inner.shape) : [])))]
    .filter(
      (key) =>
        !(
          key in
          Object(path.reduce<unknown>((value, step) => (value as Readonly<Record<string | number, unknown>> | undefined)?.[step], data))
        ),
    )
    .sort();
}

function at(schema: z.core.$ZodType, path: KeyPath): z.core.$ZodType[] {
  const branches = unwrap(schema);
  const [step, ...rest] = path;
  if (step === undefined) return branches;
  return branches.flatMap((branch) => {
    const next = member(branch, step);
    return next ? at(next, rest) : [];
  });
}

function member(schema: z.core.$ZodType, step: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, z.core.$ZodType>)[step] ?? schema.def.catchall;
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return unwrap(schema.def.innerType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  if (schema instanceof z.ZodPipe) return unwrap(schema.def.in);
  if (schema instanceof z.ZodLazy) return unwrap(schema.def.getter());
  return [schema];
}
