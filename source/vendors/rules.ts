import {type Connection, fieldFlag, longestInput} from '../connection/index.ts';
import {objectOf} from '../json/index.ts';
import {
	type BuiltIns,
	type Looked,
	lookAt,
	markedDangers,
	refusedDangers,
} from './dangers/index.ts';
import {documentIssues} from './document-rules.ts';
import type {Issue, Part} from './issue.ts';
import {type ProfileParts, readParts} from './parts.ts';
import {placeholderIssues} from './placeholder-rules.ts';
import type {ProfileMark, When} from './types.ts';

/**
 * What ties the parts of a profile together, beyond the form of each, and what is dangerous in it. Takes what may be a
 * profile; parts whose form is broken are left out, so that nothing is said twice. The marks are those of a profile that
 * can be used.
 */
export function ruleIssues(
	raw: unknown,
	builtIns: BuiltIns,
): {
	readonly issues: Issue[];
	readonly marks: ProfileMark[];
	/** What is dangerous with the values of one connection. */
	readonly issuesFor: (connection: Connection) => Issue[];
} {
	const parts = readParts(raw);
	const looked = lookAt(objectOf(raw), parts);
	const issues = [
		...principalIssues(parts),
		...purposeIssues(parts),
		...encryptionIssues(parts),
		...inputIssues(looked),
		...tenantIssues(parts),
		...whenIssues(parts),
		...documentIssues(parts),
		...refusedDangers(looked, builtIns),
		...placeholderIssues(raw, parts),
	];
	return {
		issues,
		marks: issues.length === 0 ? markedDangers(looked, builtIns) : [],
		issuesFor: (connection) => refusedDangers(lookAt(objectOf(raw), parts, connection), builtIns),
	};
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
const userOrRole = /^arn:aws:iam::\d{12}:(?:user|role)(?:\/[\w+=,.@-]+)+$/;

function principalIssues({principal}: ProfileParts): Issue[] {
	if (principal === undefined || principal.trim() === '' || userOrRole.test(principal)) {
		return [];
	}

	return [
		{
			path: ['principal'],
			value: principal,
			rule: principalRule(principal),
			example: 'arn:aws:iam::111122223333:user/VendorS3',
		},
	];
}

function principalRule(principal: string): string {
	if (/^\d{12}$/.test(principal) || /^arn:aws:iam::\d{12}:root$/.test(principal)) {
		return 'The principal cannot be a whole account: every user and role in it would have access. Name the one user or role of the vendor.';
	}

	if (principal.includes('*')) {
		return 'The principal is one user or role. AWS does not accept wildcards in it.';
	}

	if (/^arn:aws-[a-z-]+:/.test(principal)) {
		return 'The principal must be in the aws partition. Accounts in China and GovCloud are separate and cannot be trusted from here.';
	}

	return 'The principal is the ARN of an IAM user or role: arn:aws:iam::, twelve digits, and :user/NAME or :role/NAME.';
}

function purposeIssues({purposes}: ProfileParts): Issue[] {
	return [
		...repeated(
			purposes.map(({path, value}) => ({
				path: [...path, 'id'],
				value: value.id,
			})),
			'Two purposes have this id. Each needs its own.',
		),
		...purposes.flatMap(({path, value}) =>
			repeated(
				value.needs.map((need, index) => ({
					path: [...path, 'needs', index],
					value: typeof need === 'string' ? need : need.action,
				})),
				'This is named twice.',
			),
		),
	];
}

function encryptionIssues({encryption = []}: ProfileParts): Issue[] {
	return repeated(
		encryption.map((value, index) => ({path: ['encryption', index], value})),
		'This is named twice.',
	);
}

function inputIssues({parts: {inputs}, patterns}: Looked): Issue[] {
	const own = inputs.flatMap(({path, value}): Issue[] => {
		const issues: Issue[] = [];
		const facts = patterns.get(value.pattern);
		const pattern = facts && compile(value.pattern);
		if (!pattern) {
			issues.push({
				path: [...path, 'pattern'],
				value: value.pattern,
				rule: 'This is not a valid ECMAScript regular expression (with the u flag).',
				example: '[0-9a-f]{32}',
			});
		} else if (
			// One that could run for ever is refused, and not tried.
			facts.endless === undefined &&
			!(value.example.length <= longestInput && pattern.test(value.example))
		) {
			issues.push({
				path: [...path, 'example'],
				value: value.example,
				rule: `The whole example must match the pattern: ${value.pattern}`,
			});
		}

		return issues;
	});
	return [
		...own,
		...repeated(
			inputs.map(({path, value}) => ({
				path: [...path, 'field'],
				value: fieldFlag(value.field),
			})),
			'Two inputs have this name, as a field or as a flag. Each needs its own.',
		),
	];
}

function compile(pattern: string): RegExp | undefined {
	try {
		return new RegExp(`^(?:${pattern})$`, 'u');
	} catch {
		return undefined;
	}
}

function tenantIssues({access, tenant, inputFields}: ProfileParts): Issue[] {
	if (tenant === undefined) {
		return [];
	}

	if (tenant === 'absent') {
		return access === 'vendor-role'
			? [
					{
						path: ['tenant'],
						rule: "A vendor with its own role needs the tenant condition: without it, the vendor's other customers would have access.",
						example: '{"conditionKey": "aws:PrincipalTag/TenantId", "input": "tenantId"}',
					},
				]
			: [];
	}

	const issues: Issue[] = [];
	if (access === 'customer-role') {
		issues.push({
			path: ['tenant'],
			atKey: true,
			rule: "The tenant condition is only for vendors with their own role. With the customer's role, the external ID does the same.",
		});
	}

	if (inputFields && !inputFields.includes(tenant.value.input)) {
		issues.push({
			path: ['tenant', 'input'],
			value: tenant.value.input,
			rule: `This must be the field of one of the inputs${named(inputFields)}.`,
		});
	}

	return issues;
}

function whenIssues(parts: ProfileParts): Issue[] {
	const {purposeIds, encryption} = parts;
	return allWhens(parts).flatMap(({path, value}) => [
		...(value.purposes ?? []).flatMap((purpose, index): Issue[] =>
			purposeIds && !purposeIds.includes(purpose)
				? [
						{
							path: [...path, 'purposes', index],
							value: purpose,
							rule: `This profile has no such purpose${named(purposeIds)}.`,
						},
					]
				: [],
		),
		...(value.encryption ?? []).flatMap((method, index): Issue[] =>
			encryption && !encryption.includes(method)
				? [
						{
							path: [...path, 'encryption', index],
							value: method,
							rule: `This profile does not accept this encryption${named(encryption)}.`,
						},
					]
				: [],
		),
	]);
}

function allWhens({formFields, documents}: ProfileParts): Part<When>[] {
	const templates = [
		...formFields,
		...documents.flatMap(({variants}) => variants.flatMap(({statements}) => statements)),
	].map(({path, value}) => ({path, when: value.when}));
	return [...templates, ...documents.map(({path, when}) => ({path, when}))].flatMap(
		({path, when}) => (when ? [{path: [...path, 'when'], value: when}] : []),
	);
}

function repeated(parts: readonly Part<string>[], rule: string): Issue[] {
	return parts
		.filter(({value}, index) => parts.findIndex((part) => part.value === value) < index)
		.map(({path, value}) => ({path, value, rule}));
}

function named(names: readonly string[]): string {
	return names.length === 0 ? ' (it has none)' : ` (it has ${names.join(', ')})`;
}
