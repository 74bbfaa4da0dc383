import * as v from 'valibot';
import {isObject, objectOf} from '../json/index.ts';
import type {Field, FieldContext} from './field.ts';
import {baseFields, fieldsOf, type StatedConnection} from './fields.ts';
import {checkField, missingRule, needOf, notTextRule, refusalRule, versionRule} from './rules.ts';
import type {VendorTerms} from './vendor-terms.ts';

type RawConnection = Readonly<Record<string, unknown>>;

/** What the rules may rely on; a value that is itself wrong would only make others look wrong too. */
export function contextOf(raw: unknown, profile: VendorTerms): FieldContext {
	const given = objectOf(raw);
	const known = (['region', 'accountId', 'encryption'] as const).flatMap((name) => {
		const value = given[name];

		return typeof value === 'string' && checkField(name, value, {profile}) === undefined
			? [[name, value] as const]
			: [];
	});

	return {profile, ...Object.fromEntries(known)};
}

/** A field that the connection must have, may have or must not have, by what else it says. */
function fieldSchema(
	field: Field,
	context: FieldContext,
): v.GenericSchema<unknown, string | undefined> {
	const plain = v.string((issue) => notTextRule(field, issue.input, context));
	const text = v.pipe(
		field.isList
			? v.pipe(
					v.union(
						[
							plain,
							v.pipe(
								v.array(v.string()),
								v.minLength(1, (issue) => notTextRule(field, issue.input, context)),
							),
						],
						(issue) => notTextRule(field, issue.input, context),
					),
					v.transform((given) => [given].flat().join(' ')),
				)
			: plain,
		v.rawCheck(({dataset, addIssue}) => {
			const rule = dataset.typed ? field.rule(dataset.value, context) : undefined;

			if (rule !== undefined) {
				addIssue({message: rule});
			}
		}),
	);

	switch (needOf(field, context)) {
		case 'required':
			return text;
		case 'optional':
			return v.optional(text);
		default:
			return v.optional(v.never(refusalRule(field.name, context)));
	}
}

/** Looks at what was given itself, since an object of a schema lets go of names such as `__proto__`. */
function refuseUnknownFields<Fields>(
	raw: RawConnection,
	known: readonly string[],
	context: FieldContext,
) {
	return v.rawCheck<Fields>(({addIssue}) => {
		for (const [key, value] of Object.entries(raw)) {
			if (value !== undefined && !known.includes(key)) {
				addIssue({
					message: refusalRule(key, context) ?? '',
					path: [{type: 'object', origin: 'value', input: {...raw}, key, value}],
				});
			}
		}
	});
}

/** Whether there is a value of each field that all connections have. */
function isConnection(fields: object): fields is StatedConnection {
	const values = new Map<string, unknown>(Object.entries(fields));

	return baseFields.every(({name, belongsTo, isOptional, oneOf}) => {
		const value = values.get(name);

		return typeof value === 'string'
			? (oneOf?.includes(value) ?? true)
			: belongsTo !== undefined || isOptional;
	});
}

function objectSchema(raw: RawConnection, context: FieldContext) {
	const {inputs} = context.profile;
	const fields = fieldsOf(context.profile);

	return v.pipe(
		v.looseObject(
			{
				version: v.literal(1, (issue) => versionRule(issue.input)),
				...Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, context)])),
			},
			(issue) => {
				const missing = fields.find(({name}) => name === issue.path?.[0]?.key);

				return missing === undefined
					? 'This field is missing. The file must have "version": 1.'
					: missingRule(missing, context);
			},
		),
		refuseUnknownFields(raw, ['version', ...fields.map(({name}) => name)], context),
		v.transform((given) => ({
			version: given.version,
			...Object.fromEntries(
				baseFields.flatMap((field) => {
					const usual = needOf(field, context) === 'refused' ? undefined : field.default;
					const value = given[field.name] ?? usual;

					return value === undefined ? [] : [[field.name, value]];
				}),
			),
			inputs: Object.fromEntries(inputs.map(({field}) => [field, String(given[field])])),
		})),
		v.guard(isConnection),
	);
}

/**
 * The schema of a connection file for one vendor; its output is the connection. Issues carry the rule as their message
 * and the field as their path, all of them at once, in the order of the fields and unknown ones last. Nothing is trimmed
 * or coerced: AWS compares exactly, so a file has to be exact too. A field whose value is undefined counts as absent.
 */
export function connectionSchema(profile: VendorTerms): v.GenericSchema<unknown, StatedConnection> {
	return v.lazy((raw: unknown) =>
		isObject(raw)
			? objectSchema(raw, contextOf(raw, profile))
			: v.pipe(
					v.unknown(),
					v.custom<StatedConnection>(
						() => false,
						'A connection is a JSON object: { "version": 1, ... }.',
					),
				),
	);
}
