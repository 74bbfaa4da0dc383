import type {PolicyId} from '../aws/index.ts';
import {isObject} from '../json/index.ts';
import {listOf} from './types.ts';

/** What a document turned out to be where another one was wanted. */
export type StrangerCode =
	| 'bucket-policy'
	| 'bucket-settings'
	| 'caller-identity'
	| 'cloudformation'
	| 'connection'
	| 'identity-policy'
	| 'key-description'
	| 'key-policy'
	| 'managed-policy'
	| 'policy'
	| 'policy-names'
	| 'program-output'
	| 'queue-policy'
	| 'role-description'
	| 'statement'
	| 'statements'
	| 'template-function'
	| 'terraform'
	| 'trust-policy'
	| 'vendor-profile';

/** What AWS says of a bucket, a key, a queue, a role and an account. */
export type Description = 'bucket' | 'key' | 'queue' | 'role' | 'account';

/** The documents that can be wanted: policies, of one kind or of any, and descriptions. */
export type Wanted = PolicyId | 'policy' | Description;

export type Stranger = {
	readonly code: StrangerCode;
	/** The part that shows it. */
	readonly path: readonly (string | number)[];
	readonly rule: string;
};

type Path = Stranger['path'];

const whatItIs: Readonly<Record<StrangerCode, string>> = {
	'bucket-policy': 'a bucket policy (it names a Principal and S3 actions)',
	'bucket-settings': 'the settings of a bucket, as in bucket.json',
	'caller-identity': 'what `aws sts get-caller-identity` prints',
	cloudformation: 'a CloudFormation template',
	connection: 'an s3-handshake connection file',
	'identity-policy': 'a policy of a role or user (no statement names a Principal)',
	'key-description': 'what `aws kms describe-key` prints: facts about a key, without its policy',
	'key-policy': 'a key policy (it names a Principal and KMS actions)',
	'managed-policy':
		'what `aws iam get-policy` prints, without the policy itself: `aws iam get-policy-version` prints that',
	policy: 'a policy',
	'policy-names':
		'a list of policy names: `aws iam get-role-policy` or `get-policy-version` prints a policy',
	'program-output':
		'what `s3-handshake policies --json` prints: the planned policies, not those in the account',
	'queue-policy': 'a queue policy (it names a Principal and SQS actions)',
	'role-description': 'what `aws iam get-role` prints, without the trust policy',
	statement: 'only one statement: it must be inside a policy with Version and Statement',
	statements: 'only a list of statements: it must be inside a policy with Version and Statement',
	'template-function': 'a CloudFormation function',
	terraform: "a file of Terraform's",
	'trust-policy': 'a trust policy (it names a Principal): it says who may assume a role',
	'vendor-profile': 'an s3-handshake vendor profile',
};

const whatIsWanted: Readonly<Record<Wanted, string>> = {
	'role-policy': 'the policy that says what the role may do',
	'trust-policy': 'the trust policy, which says who may assume the role',
	'bucket-policy': 'the bucket policy',
	'key-policy': 'the key policy',
	'queue-policy': 'the access policy of the queue',
	policy: 'a policy: an object with Version and Statement',
	bucket: 'what S3 says about the bucket: {"region", "encryption", ...}',
	key: 'what `aws kms describe-key` prints',
	queue: 'what `aws sqs get-queue-attributes` prints',
	role: 'what `aws iam get-role` prints',
	account: 'what `aws sts get-caller-identity` prints, as {"identity": {...}}',
};

const descriptions: readonly Wanted[] = [
	'bucket',
	'key',
	'queue',
	'role',
	'account',
] satisfies Description[];

function isDescription(wanted: Wanted): wanted is Description {
	return descriptions.includes(wanted);
}

function stranger(code: StrangerCode, wanted: Wanted, path: Path): Stranger {
	return {
		code,
		path,
		rule: `This is ${whatItIs[code]}. What is needed is ${whatIsWanted[wanted]}.`,
	};
}

/** What a document is that is not the wanted one; undefined where it may be that. */
export function strangerIn(value: unknown, wanted: Wanted): Stranger | undefined {
	if (Array.isArray(value)) {
		return isStatement(value[0]) ? stranger('statements', wanted, []) : undefined;
	}

	if (!isObject(value)) {
		return undefined;
	}

	if ('Statement' in value) {
		return isDescription(wanted)
			? stranger('policy', wanted, ['Statement'])
			: (templateFunctionIn(value) ??
					(wanted === 'policy' ? undefined : otherPolicy(value, wanted)));
	}

	const sign = signs.find(({test, fits}) => fits !== wanted && test(value));
	return sign === undefined
		? templateFunctionIn(value)
		: stranger(
				sign.code,
				wanted,
				[sign.shows].filter((name) => name in value),
			);
}

type Sign = {
	readonly code: StrangerCode;
	/** Name of the member that shows it. */
	readonly shows: string;
	readonly test: (value: Readonly<Record<string, unknown>>) => boolean;
	/** The wanted document that looks so itself. */
	readonly fits?: Wanted;
};

/** Signs of documents that are no policy, the surer ones first. */
const signs: readonly Sign[] = [
	{
		code: 'program-output',
		shows: 'documents',
		test: ({connection, documents}) => isObject(connection) && Array.isArray(documents),
	},
	{
		code: 'vendor-profile',
		shows: 'purposes',
		test: ({id, purposes}) => typeof id === 'string' && Array.isArray(purposes),
	},
	{
		code: 'connection',
		shows: 'vendor',
		test: ({vendor, bucket}) => typeof vendor === 'string' && bucket !== undefined,
	},
	{
		code: 'cloudformation',
		shows: 'Resources',
		test: ({AWSTemplateFormatVersion, Resources}) =>
			AWSTemplateFormatVersion !== undefined || isObject(Resources),
	},
	{
		code: 'terraform',
		shows: 'resource',
		test: ({resource, data, provider, terraform, terraform_version: state}) =>
			[resource, data, provider, terraform, state].some((member) => member !== undefined),
	},
	{code: 'statement', shows: 'Effect', test: isStatement},
	{
		code: 'key-description',
		shows: 'KeyMetadata',
		test: ({KeyMetadata, KeyState}) => isObject(KeyMetadata) || typeof KeyState === 'string',
		fits: 'key',
	},
	{
		code: 'role-description',
		shows: 'Role',
		test: ({Role, RoleName, PolicyName}) =>
			isObject(Role) || (typeof RoleName === 'string' && PolicyName === undefined),
		fits: 'role',
	},
	{
		code: 'caller-identity',
		shows: 'UserId',
		test: ({UserId, Account}) => typeof UserId === 'string' && typeof Account === 'string',
		fits: 'account',
	},
	{code: 'managed-policy', shows: 'Policy', test: ({Policy}) => isObject(Policy)},
	{
		code: 'policy-names',
		shows: 'PolicyNames',
		test: ({PolicyNames, AttachedPolicies}) =>
			Array.isArray(PolicyNames) || Array.isArray(AttachedPolicies),
	},
	{
		code: 'bucket-settings',
		shows: 'publicAccessBlock',
		test: ({encryption, publicAccessBlock, objectOwnership}) =>
			[encryption, publicAccessBlock, objectOwnership].some((member) => member !== undefined),
		fits: 'bucket',
	},
];

function isStatement(value: unknown): boolean {
	return isObject(value) && 'Effect' in value && ('Action' in value || 'NotAction' in value);
}

/**
 * The first function of CloudFormation that stands in place of a value: what it will be is not known here.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
function templateFunctionIn(value: unknown, path: Path = []): Stranger | undefined {
	if (typeof value !== 'object' || value === null) {
		return undefined;
	}

	const [name, ...others] = Object.keys(value);
	if (name !== undefined && others.length === 0 && /^(?:Ref|Fn::\w+)$/.test(name)) {
		return {
			code: 'template-function',
			path,
			rule: `Instead of a value, there is ${name}, a CloudFormation function: its value is known only once the template is deployed. Use the policy as AWS stores it.`,
		};
	}

	const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
		? [...value.entries()]
		: Object.entries(value);
	for (const [key, inner] of entries) {
		const found = templateFunctionIn(inner, [...path, key]);
		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
}

type Named = {
	readonly name: 'Principal' | 'NotPrincipal' | undefined;
	readonly services: string[];
	/** Whether it says what is done to what, as a statement of an identity policy does. */
	readonly isWhole: boolean;
};

/** Of which other kind all the statements of a policy are, where that is certain. */
function otherPolicy(
	{Statement}: Readonly<Record<string, unknown>>,
	wanted: PolicyId,
): Stranger | undefined {
	const isList = Array.isArray(Statement);
	const statements = listOf<unknown>(Statement).filter((statement) => isObject(statement));
	const all = statements.map(
		(statement): Named => ({
			name: (['Principal', 'NotPrincipal'] as const).find((name) => name in statement),
			services: servicesOf(statement),
			isWhole:
				('Action' in statement || 'NotAction' in statement) &&
				('Resource' in statement || 'NotResource' in statement),
		}),
	);
	const code = kindOf(all);
	const isOther = {
		'role-policy': code !== 'identity-policy',
		'trust-policy': code !== 'trust-policy',
		'bucket-policy': code !== 'bucket-policy',
		'key-policy': code !== 'key-policy',
		'queue-policy': code !== 'queue-policy',
	}[wanted];
	const [first] = all;
	return code === undefined || !isOther
		? undefined
		: stranger(code, wanted, [
				'Statement',
				...(isList ? [0] : []),
				...(first?.name === undefined ? [] : [first.name]),
			]);
}

function kindOf(all: readonly Named[]): StrangerCode | undefined {
	if (all.length === 0) {
		return undefined;
	}

	if (all.every(({name, isWhole}) => name === undefined && isWhole)) {
		return 'identity-policy';
	}

	const only = (service: string) =>
		all.every(
			({name, services}) =>
				name !== undefined &&
				services.length > 0 &&
				services.every((candidate) => candidate === service),
		);
	return only('sts')
		? 'trust-policy'
		: only('s3')
			? 'bucket-policy'
			: only('kms')
				? 'key-policy'
				: only('sqs')
					? 'queue-policy'
					: undefined;
}

function servicesOf({Action, NotAction}: Readonly<Record<string, unknown>>): string[] {
	return listOf<unknown>(Action ?? NotAction).flatMap((action) =>
		typeof action === 'string' ? [action.toLowerCase().split(':')[0] ?? ''] : [],
	);
}
