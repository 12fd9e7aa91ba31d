import { z } from 'zod';
import { type RequestName, requests } from '../../src/shared/contract.ts';
import { fc } from './any-input.ts';

// Random inputs for every request, made from the contract's own schemas: a new request is tested as soon as it exists.

export const requestNames = Object.keys(requests) as RequestName[];

type JsonSchema = z.core.JSONSchema.JSONSchema;

const jsonSchemaOf = (name: RequestName): JsonSchema => z.toJSONSchema(requests[name].input, { io: 'input' });

export const fits = (name: RequestName, input: unknown): boolean => requests[name].input.safeParse(input).success;

/** The fields that an input of this request may have. */
const fieldsOf = (name: RequestName): string[] => Object.keys(jsonSchemaOf(name).properties ?? {});

/** Values of which nearly all fit; the caller filters the rest. */
function nearlyFitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { anyOf, const: constant, enum: choices, items, maximum, maxItems, maxLength, minimum, minLength } = schema;
  if (anyOf) return fc.oneof(...anyOf.map((option) => nearlyFitting(schemaIn(option))));
  if (constant !== undefined) return fc.constant(constant);
  if (choices) return fc.constantFrom(...choices);
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: minimum ?? -(2 ** 31), max: maximum ?? 2 ** 31 - 1 });
    case 'string':
      return schema.pattern === undefined
        ? fc.string({ unit: 'binary', minLength: minLength ?? 0, maxLength: maxLength ?? 100 })
        : fc.stringMatching(new RegExp(schema.pattern));
    case 'array':
      if (Array.isArray(items)) break;
      return fc.array(nearlyFitting(schemaIn(items)), { maxLength: maxItems ?? 10 });
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(
        ([field, value]) => [field, nearlyFitting(schemaIn(value))] as const,
      );
      return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] });
    }
  }
  throw new Error(`no inputs can be made from the schema ${JSON.stringify(schema)}`);
}

function schemaIn(schema: JsonSchema | boolean | undefined): JsonSchema {
  if (typeof schema === 'object') return schema;
  throw new Error('the schema says nothing about this value');
}

/** Inputs that the schema of this request accepts. */
const inputOf = (name: RequestName): fc.Arbitrary<Record<string, unknown>> =>
  nearlyFitting(jsonSchemaOf(name))
    .filter((input) => fits(name, input))
    .map((input) => ({ ...(input as object) }));

const nasty = fc.constantFrom<unknown>(
  ...['__proto__', 'constructor', '../..', "'; drop table account; --", '\u0000', '\ud800', 'x'.repeat(30_000), ''],
  ...[Number.NaN, -1, 2 ** 60, 1.5, true, null, undefined, [], {}, [[[]]], new Date(0), new Uint8Array(3)],
);

const anything = fc.anything({
  maxDepth: 3,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withTypedArray: true,
});

/** Anything at all, or a right input with one thing wrong in it; never one that the schema accepts. */
export function badInputOf(name: RequestName): fc.Arbitrary<unknown> {
  const fields = fieldsOf(name);
  const right = inputOf(name);
  const wrongValue = fc.oneof(nasty, fc.anything({ maxDepth: 2 }));
  const broken = fc
    .tuple(right, fc.constantFrom(...fields, 'more', '__proto__', 'url'), wrongValue)
    .map(([input, field, value]) => Object.fromEntries([...Object.entries(input), [field, value]]));
  const lacking = fc.tuple(right, fc.constantFrom(...fields, 'none')).map(([input, field]) => {
    const { [field]: _removed, ...rest } = input;
    return field === 'none' ? [input] : rest;
  });
  return fc.oneof({ weight: 3, arbitrary: broken }, lacking, anything, nasty).filter((input) => !fits(name, input));
}

/** Ids that name nothing that exists. */
const strayIds: Readonly<Record<string, fc.Arbitrary<string>>> = {
  accountId: fc.oneof(
    fc.string({ minLength: 3, maxLength: 320 }),
    fc.string({ unit: 'binary', minLength: 3, maxLength: 40 }),
    fc.constantFrom('__proto__/x', "x'/or 1=1 --", '../../etc/passwd', 'c0ffee00c0ffee00/..', '///'),
  ),
  connectionId: fc.stringMatching(/^[a-z0-9]{8,32}$/),
  importId: fc.string({ maxLength: 64 }),
  provider: fc
    .oneof(
      fc.constantFrom('__proto__', 'constructor', 'toString', 'SendGrid', 'sendgrid ', '', '..'),
      fc.stringMatching(/^[a-z]{3,12}$/),
    )
    .filter((provider) => provider !== 'sendgrid' && provider !== 'brevo'),
};

/** The requests whose input names an account, a connection, an import or a provider. */
export const actingNames = requestNames.filter((name) => fieldsOf(name).some((field) => field in strayIds));

/** Inputs that the schema of this request accepts, about something that does not exist. */
export function strayInputOf(name: RequestName): fc.Arbitrary<Record<string, unknown>> {
  const ids = Object.entries(strayIds).filter(([field]) => fieldsOf(name).includes(field));
  return fc
    .tuple(inputOf(name), fc.record(Object.fromEntries(ids)))
    .map(([input, stray]) => ({ ...input, ...stray }))
    .filter((input) => fits(name, input));
}
