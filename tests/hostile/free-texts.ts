import { z } from 'zod';
import { reference } from '../../core/parse/scalars.ts';
import { PIECES } from './hostile-text.ts';

/** A place in the schema where a person writes text. */
export interface TextPlace {
  /** `services.*.expose[].open`; `*` is any key of a map, `{}` at the end stands for the key itself. */
  readonly place: string;
  /** What the inventory has there. */
  readonly found: readonly unknown[];
  /** Its schema takes a text that means something in one format or another. An id is not free: it has to be one that is declared. */
  readonly free: boolean;
}

/** Every place below a schema that takes text or anything at all, and what data has there. */
export function textPlaces(schema: z.core.$ZodType, place: string, data: readonly unknown[]): TextPlace[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return textPlaces(schema.def.innerType, place, data);
  // What a person writes goes in; what is made of it comes out.
  if (schema instanceof z.ZodPipe) return textPlaces(schema.def.in, place, data);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((branch) => textPlaces(branch, place, data));
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.core.$ZodType>).flatMap(([key, inner]) =>
      textPlaces(
        inner,
        `${place}.${key}`,
        data.flatMap((each) => member(each, key)),
      ),
    );
  if (schema instanceof z.ZodArray) return textPlaces(schema.element, `${place}[]`, data.filter(Array.isArray).flat());
  if (schema instanceof z.ZodRecord) {
    const maps = data.filter((each): each is Record<string, unknown> => typeof each === 'object' && each !== null && !Array.isArray(each));
    return [
      ...textPlaces(
        schema.keyType,
        `${place}{}`,
        maps.flatMap((map) => Object.keys(map)),
      ),
      ...textPlaces(
        schema.valueType,
        `${place}.*`,
        maps.flatMap((map) => Object.values(map)),
      ),
    ];
  }
  switch (schema._zod.def.type) {
    case 'string':
    case 'unknown':
      return [{ place, found: data, free: schema !== reference && HOSTILE.some((text) => z.safeParse(schema, text).success) }];
    case 'boolean':
    case 'enum':
    case 'int':
    case 'literal':
    case 'number':
      return [];
    default:
      throw new Error(`${place} has the kind ${schema._zod.def.type}, which is not looked into here`);
  }
}

const HOSTILE = PIECES.flatMap((piece) => [piece, `a${piece}`, `${piece}a`, `a${piece}a`]).filter(
  (text) => !/^[A-Za-z0-9.:-]*$/.test(text),
);

function member(value: unknown, key: string): unknown[] {
  return typeof value === 'object' && value !== null && key in value ? [(value as Record<string, unknown>)[key]] : [];
}
