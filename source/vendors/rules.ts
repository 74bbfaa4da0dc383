import {accountInArn, regionName, wholeAccountIn} from '../aws/index.ts';
import {
	type Connection,
	checkField,
	type FolderTerms,
	fieldFlag,
	longestInput,
	type PrincipalTerms,
	type VendorTerms,
} from '../connection/index.ts';
import {isObject, objectOf, textsOf} from '../json/index.ts';
import {addressIssues} from './addresses.ts';
import {beforeIssues} from './before-rules.ts';
import {
	type BuiltIns,
	type Looked,
	lookAt,
	markedDangers,
	refusedDangers,
} from './dangers/index.ts';
import {documentIssues} from './document-rules.ts';
import {doubtPaths} from './doubts.ts';
import {formIssues, formOfVersion2} from './form-rules.ts';
import type {Issue, Part} from './issue.ts';
import {type ProfileParts, readParts} from './parts.ts';
import {placeholderIssues} from './placeholder-rules.ts';
import {mostItems} from './schema.ts';
import {settingIssues, settingsOfVersion2} from './setting-rules.ts';
import {fieldsOfVersion2, type ProfileMark, type When} from './types.ts';

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
		...versionIssues(objectOf(raw)),
		...principalIssues(objectOf(raw), parts),
		...externalIdIssues(objectOf(raw), looked),
		...selfTrustIssues(parts),
		...existingRoleIssues(objectOf(raw)),
		...folderIssues(parts),
		...queueIssues(parts),
		...purposeIssues(parts),
		...encryptionIssues(parts),
		...inputIssues(looked),
		...tenantIssues(parts, objectOf(raw).version === 1),
		...whenIssues(parts),
		...formIssues(objectOf(raw), parts),
		...demandIssues(objectOf(raw)),
		...beforeIssues(objectOf(raw), parts),
		...addressIssues(parts),
		...documentIssues(parts),
		...settingIssues(parts),
		...refusedDangers(looked, builtIns),
		...placeholderIssues(raw, parts),
	];
	return {
		issues,
		marks: issues.length === 0 ? markedDangers(looked, builtIns) : [],
		issuesFor: (connection) => refusedDangers(lookAt(objectOf(raw), parts, connection), builtIns),
	};
}

/** What only the second version of the format can say. */
function versionIssues(profile: Readonly<Record<string, unknown>>): Issue[] {
	const rule = 'This is of version 2 of the format: write "version": 2.';
	return profile.version === 1
		? [
				...(isObject(profile.principal) ? [{path: ['principal'], rule}] : []),
				...fieldsOfVersion2
					.filter((field) => profile[field] !== undefined)
					.map((field) => ({path: [field], atKey: true, rule})),
				...settingsOfVersion2(profile.documents).map((path) => ({path, rule})),
				...[...formOfVersion2(profile.form), ...doubtPaths(profile)].map((path) => ({
					path,
					atKey: true,
					rule,
				})),
			]
		: [];
}

/** What is said of the folder has to fit together, and to be one. */
function folderIssues({folder}: ProfileParts): Issue[] {
	if (folder === undefined) {
		return [];
	}

	const {fixed, asked, where, example} = folder;
	const path = ['folder'];
	const ruleOf = (value: string, terms: FolderTerms) =>
		checkField('folder', value, {
			profile: {...anyVendor, folder: {...terms, asked: 'optional'}},
		})?.rule;
	const told = (['where', 'example'] as const).filter((field) => folder[field] !== undefined);
	const wrongFixed = fixed === undefined ? undefined : ruleOf(fixed, {});
	const wrongExample = example === undefined ? undefined : ruleOf(example, folder);
	return [
		...(fixed === undefined && asked === undefined
			? [{path, rule: 'A folder is fixed, asked for, or both.'}]
			: []),
		...(asked !== undefined && (where === undefined || example === undefined)
			? [{path, rule: 'Where a folder is asked for, "where" and "example" are there too.'}]
			: []),
		...(asked === undefined
			? told.map((field) => ({
					path: [...path, field],
					atKey: true,
					rule: 'This is for a folder that is asked for.',
				}))
			: []),
		...(fixed !== undefined && wrongFixed !== undefined
			? [{path: [...path, 'fixed'], value: fixed, rule: wrongFixed}]
			: []),
		...(example !== undefined && wrongExample !== undefined
			? [{path: [...path, 'example'], value: example, rule: wrongExample}]
			: []),
	];
}

/** The same rules as those of a connection. */
function queueIssues({queue}: ProfileParts): Issue[] {
	const rule =
		queue && checkField('queueArn', queue.example, {profile: {...anyVendor, queue}})?.rule;
	return queue === undefined || rule === undefined
		? []
		: [
				{
					path: ['queue', 'example'],
					value: queue.example,
					rule: `The example must be one: ${rule}`,
				},
			];
}

function selfTrustIssues({access, trustsItself}: ProfileParts): Issue[] {
	return trustsItself && access === 'vendor-role'
		? [
				{
					path: ['trustsItself'],
					atKey: true,
					rule: 'Only a role of the customer can trust itself here; this vendor uses its own.',
				},
			]
		: [];
}

/** A role that is there already is one of the customer, under a name that AWS takes. */
function existingRoleIssues({access, existingRole}: Readonly<Record<string, unknown>>): Issue[] {
	if (existingRole !== undefined && access === 'vendor-role') {
		return [
			{
				path: ['existingRole'],
				atKey: true,
				rule: 'A vendor with its own role takes no role of the customer.',
			},
		];
	}

	const {name} = objectOf(existingRole);
	const rule =
		typeof name === 'string' ? checkField('roleName', name, {profile: anyVendor})?.rule : undefined;
	return rule === undefined ? [] : [{path: ['existingRole', 'name'], value: String(name), rule}];
}

/** What the vendor says of its external IDs has to fit together. */
function externalIdIssues(
	{access, externalId: raw}: Readonly<Record<string, unknown>>,
	{parts: {externalId}, patterns}: Looked,
): Issue[] {
	const path = ['externalId'];
	const given = objectOf(raw);
	if (raw !== undefined && access === 'vendor-role') {
		return [
			{
				path,
				atKey: true,
				rule: 'A vendor with its own role takes no role of the customer, so there is no external ID.',
			},
		];
	}

	if (externalId?.from !== 'vendor') {
		return [];
	}

	const {example, form} = externalId;
	const unpaired = (['pattern', 'rule'] as const)
		.filter((field) => given[field] !== undefined && form === undefined)
		.map((field) => ({
			path: [...path, field],
			rule: 'The pattern and its rule in words go together.',
		}));
	const broken = form && patternIssue([...path, 'pattern'], form.pattern, patterns);
	if (broken !== undefined || unpaired.length > 0) {
		return broken === undefined ? unpaired : [broken];
	}

	// The same rules as those of a connection: the fixed part, the form, and what AWS takes.
	const rule = checkField('externalId', example, {
		profile: {...anyVendor, externalId},
	})?.rule;
	return rule === undefined || (form !== undefined && isEndless(form.pattern, patterns))
		? []
		: [{path: [...path, 'example'], value: example, rule: `The example must be one: ${rule}`}];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
const userOrRole = /^arn:aws:iam::\d{12}:(?:user|role)(?:\/[\w+=,.@-]+)+$/;

type Named = Part<string> & {
	/** Whether a whole account may be named there. */
	readonly takesAccount: boolean;
};

function principalIssues(raw: Readonly<Record<string, unknown>>, parts: ProfileParts): Issue[] {
	const {principal, access} = parts;
	const path = ['principal'];
	switch (principal?.from) {
		case undefined:
			return [];
		case 'article': {
			const {arn, narrower} = principal;
			const isText = typeof raw.principal === 'string';
			return [
				...arnIssues({
					path: isText ? path : [...path, 'arn'],
					value: arn,
					takesAccount: raw.version !== 1,
				}),
				...(narrower === undefined ? [] : narrowerIssues(arn, narrower)),
				...(!isText && narrower === undefined
					? [{path, rule: 'Without a narrower one this is written as the ARN alone.'}]
					: []),
			];
		}

		case 'choice':
			return [
				...principal.choices.flatMap(({arn}, index) =>
					arnIssues({path: [...path, 'choices', index, 'arn'], value: arn, takesAccount: true}),
				),
				...repeated(
					principal.choices.map(({value}, index) => ({
						path: [...path, 'choices', index, 'value'],
						value,
					})),
					'Two choices have this value. Each needs its own.',
				),
			];
		case 'product':
			return [
				...(principal.several && access === 'vendor-role'
					? [
							{
								path: [...path, 'several'],
								rule: 'Only a role of the customer can be taken by several; with its own role a vendor has one.',
							},
						]
					: []),
				...exampleIssues(principal),
			];
	}
}

function arnIssues({path, value, takesAccount}: Named): Issue[] {
	return value.trim() === '' ||
		userOrRole.test(value) ||
		(takesAccount && /^arn:aws:iam::\d{12}:root$/.test(value))
		? []
		: [
				{
					path,
					value,
					rule: principalRule(value, takesAccount),
					example: 'arn:aws:iam::111122223333:user/VendorS3',
				},
			];
}

function narrowerIssues(arn: string, narrower: string): Issue[] {
	return wholeAccountIn(arn) !== undefined &&
		userOrRole.test(narrower) &&
		accountInArn(narrower) === accountInArn(arn)
		? []
		: [
				{
					path: ['principal', 'narrower'],
					value: narrower,
					rule: 'The narrower principal is the ARN of a user or role of the account that the article names as a whole.',
				},
			];
}

/** The same rules as those of a connection. */
function exampleIssues(principal: Extract<PrincipalTerms, {from: 'product'}>): Issue[] {
	const rule = checkField('principal', principal.example, {
		profile: {...anyVendor, principal},
	})?.rule;
	return rule === undefined
		? []
		: [
				{
					path: ['principal', 'example'],
					value: principal.example,
					rule: `The example must be one: ${rule}`,
				},
			];
}

/** A vendor of whom nothing else counts. */
const anyVendor: VendorTerms = {
	id: 'vendor',
	name: 'the vendor',
	access: 'customer-role',
	principal: {from: 'article', arn: ''},
	externalId: {from: 'customer'},
	purposes: [],
	encryption: [],
	inputs: [],
};

function principalRule(principal: string, takesAccount: boolean): string {
	if (/^\d{12}$/.test(principal) || /^arn:aws:iam::\d{12}:root$/.test(principal)) {
		return takesAccount
			? 'A whole account is written as arn:aws:iam::ACCOUNT:root.'
			: 'The principal cannot be a whole account: every user and role in it would have access. Name the one user or role of the vendor, or write "version": 2 where the vendor has no other way.';
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

/** Each rule for the bucket once, and Regions that there are. */
function demandIssues({bucketRules}: Readonly<Record<string, unknown>>): Issue[] {
	const demands = (Array.isArray(bucketRules) ? bucketRules : [])
		.slice(0, mostItems)
		.map((demand, index) => ({path: ['bucketRules', index], value: objectOf(demand)}));
	return [
		...repeated(
			demands.flatMap(({path, value: {rule}}) =>
				typeof rule === 'string' ? [{path: [...path, 'rule'], value: rule}] : [],
			),
			'This is asked twice.',
		),
		...demands.flatMap(({path, value: {regions}}) =>
			textsOf(regions).flatMap((region, index) =>
				regionName(region) === undefined
					? [
							{
								path: [...path, 'regions', index],
								value: region,
								rule: 'This is not the code of a known Region.',
								example: 'eu-central-1',
							},
						]
					: [],
			),
		),
	];
}

function inputIssues({parts: {inputs}, patterns}: Looked): Issue[] {
	const own = inputs.flatMap(({path, value}): Issue[] => {
		const broken = patternIssue([...path, 'pattern'], value.pattern, patterns);
		if (broken !== undefined) {
			return [broken];
		}

		const isExample =
			isEndless(value.pattern, patterns) ||
			(value.example.length <= longestInput && compile(value.pattern)?.test(value.example));
		return isExample
			? []
			: [
					{
						path: [...path, 'example'],
						value: value.example,
						rule: `The whole example must match the pattern: ${value.pattern}`,
					},
				];
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

/** What is wrong with a pattern as such. */
function patternIssue(
	path: Issue['path'],
	pattern: string,
	patterns: Looked['patterns'],
): Issue | undefined {
	return patterns.get(pattern) === undefined || compile(pattern) === undefined
		? {
				path,
				value: pattern,
				rule: 'This is not a valid ECMAScript regular expression (with the u flag).',
				example: '[0-9a-f]{32}',
			}
		: undefined;
}

/** One that could run for ever is refused, and not tried. */
function isEndless(pattern: string, patterns: Looked['patterns']): boolean {
	return patterns.get(pattern)?.endless !== undefined;
}

function compile(pattern: string): RegExp | undefined {
	try {
		return new RegExp(`^(?:${pattern})$`, 'u');
	} catch {
		return undefined;
	}
}

function tenantIssues({access, tenant, inputFields}: ProfileParts, isFirst: boolean): Issue[] {
	if (tenant === undefined) {
		return [];
	}

	if (tenant === 'absent') {
		return access === 'vendor-role' && isFirst
			? [
					{
						path: ['tenant'],
						rule: 'A vendor with its own role needs the tenant condition: without it, the vendor\'s other customers would have access. Where the vendor has none, write "version": 2.',
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

function allWhens({
	formFields,
	formPlaces,
	texts,
	addresses,
	documents,
}: ProfileParts): Part<When>[] {
	const templates = [
		...formFields,
		...(formPlaces ?? []),
		...texts,
		...addresses,
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
