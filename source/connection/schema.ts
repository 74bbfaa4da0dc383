import * as v from 'valibot';
import {encryptions} from '../aws/index.ts';
import {isObject, objectOf} from '../json/index.ts';
import {encryptionRule} from './choice-rules.ts';
import {baseFields, type FieldContext, fieldNeed} from './fields.ts';
import {regionRule} from './region-rules.ts';
import {accountIdRule} from './role-rules.ts';
import {fieldRule, missingRule, notTextRule, refusalRule, versionRule} from './rules.ts';
import type {Connection} from './types.ts';
import type {VendorTerms} from './vendor-terms.ts';

type RawConnection = Readonly<Record<string, unknown>>;

const ownNames: readonly string[] = ['version', ...baseFields.map((field) => field.name)];

/** What the rules may rely on; a value that is itself wrong would only make others look wrong too. */
export function contextOf(raw: unknown, profile: VendorTerms): FieldContext {
	const {region, accountId, encryption} = objectOf(raw);

	return {
		profile,
		...(typeof region === 'string' && regionRule(region, {profile}) === undefined ? {region} : {}),
		...(typeof accountId === 'string' && accountIdRule(accountId) === undefined ? {accountId} : {}),
		...(typeof encryption === 'string' && encryptionRule(encryption, profile) === undefined
			? {encryption}
			: {}),
	};
}

function follows<Text extends string>(field: string, context: FieldContext) {
	return v.rawCheck<Text>(({dataset, addIssue}) => {
		const rule = dataset.typed ? fieldRule(field, dataset.value, context) : undefined;

		if (rule !== undefined) {
			addIssue({message: rule});
		}
	});
}

function text(field: string, context: FieldContext) {
	return v.pipe(
		v.string((issue) => notTextRule(field, issue.input, context)),
		follows(field, context),
	);
}

/** A field that the connection must have, may have or must not have, by what else it says. */
function textIfNeeded(
	field: string,
	context: FieldContext,
): v.GenericSchema<unknown, string | undefined> {
	switch (fieldNeed(field, context)) {
		case 'required':
			return text(field, context);
		case 'optional':
			return v.optional(text(field, context));
		default:
			return v.optional(v.never(refusalRule(field, context)));
	}
}

function inputsAndUnknownFields<Fields>(raw: RawConnection, context: FieldContext) {
	const {inputs} = context.profile;

	return v.rawCheck<Fields>(({addIssue}) => {
		const report = (field: string, rule: string | undefined) => {
			if (rule !== undefined) {
				addIssue({
					message: rule,
					path: [
						{
							type: 'object',
							origin: 'value',
							input: {...raw},
							key: field,
							value: raw[field],
						},
					],
				});
			}
		};

		for (const {field} of inputs) {
			const value = Object.hasOwn(raw, field) ? raw[field] : undefined;

			report(
				field,
				typeof value === 'string'
					? fieldRule(field, value, context)
					: notTextRule(field, value, context),
			);
		}

		for (const field of Object.keys(raw)) {
			if (!ownNames.includes(field)) {
				report(field, refusalRule(field, context));
			}
		}
	});
}

function connectionObject(raw: RawConnection, context: FieldContext) {
	return v.pipe(
		v.looseObject(
			{
				version: v.literal(1, (issue) => versionRule(issue.input) ?? ''),
				vendor: text('vendor', context),
				purpose: text('purpose', context),
				bucket: text('bucket', context),
				region: text('region', context),
				accountId: text('accountId', context),
				encryption: v.pipe(
					v.picklist(encryptions, (issue) =>
						typeof issue.input === 'string'
							? (encryptionRule(issue.input, context.profile) ?? '')
							: notTextRule('encryption', issue.input, context),
					),
					follows('encryption', context),
				),
				kmsKeyArn: textIfNeeded('kmsKeyArn', context),
				roleName: textIfNeeded('roleName', context),
				rolePath: textIfNeeded('rolePath', context),
				externalId: textIfNeeded('externalId', context),
			},
			(issue) => missingRule(String(issue.path?.[0]?.key ?? ''), context),
		),
		inputsAndUnknownFields(raw, context),
		v.transform(
			(fields): Connection => ({
				version: fields.version,
				vendor: fields.vendor,
				purpose: fields.purpose,
				bucket: fields.bucket,
				region: fields.region,
				accountId: fields.accountId,
				encryption: fields.encryption,
				...(fields.kmsKeyArn === undefined ? {} : {kmsKeyArn: fields.kmsKeyArn}),
				...(fields.roleName === undefined
					? {}
					: {roleName: fields.roleName, rolePath: fields.rolePath ?? '/'}),
				...(fields.externalId === undefined ? {} : {externalId: fields.externalId}),
				inputs: Object.fromEntries(
					context.profile.inputs.map(({field}) => [field, String(fields[field])]),
				),
			}),
		),
	);
}

/**
 * The schema of a connection file for one vendor; its output is the connection. Issues carry the rule as their message
 * and the field as their path, all of them at once. Nothing is trimmed or coerced: AWS compares exactly, so a file has to
 * be exact too. A field whose value is undefined counts as absent.
 */
export function connectionSchema(profile: VendorTerms): v.GenericSchema<unknown, Connection> {
	return v.lazy((raw: unknown) =>
		isObject(raw)
			? connectionObject(
					Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)),
					contextOf(raw, profile),
				)
			: v.pipe(
					v.unknown(),
					v.custom<Connection>(
						() => false,
						'A connection is a JSON object: { "version": 1, ... }.',
					),
				),
	);
}
