import * as v from 'valibot';

const operators =
	/^(ForAllValues:|ForAnyValue:)?(String(Not)?(Equals(IgnoreCase)?|Like)|Numeric(Equals|NotEquals|LessThan(Equals)?|GreaterThan(Equals)?)|Date(Equals|NotEquals|LessThan(Equals)?|GreaterThan(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?$|^(ForAllValues:|ForAnyValue:)?Null$/;

/**
 * Where lists may be empty. AWS stores policies with empty lists and only suggests to fill them, so that what is read may
 * hold some; nobody should write one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
export type EmptyLists = 'none' | 'in statements' | 'everywhere';

/** A value or a list of such values; decided by what was given, so that a problem names its own place. */
function oneOrMany<Output>(schema: v.GenericSchema<unknown, Output>, isEmptyAllowed: boolean) {
	return v.lazy<v.GenericSchema<unknown, Output | Output[]>>((input) =>
		Array.isArray(input)
			? isEmptyAllowed
				? v.array(schema)
				: v.pipe(
						v.array(schema),
						v.nonEmpty('The list is empty: name at least one, or leave it out.'),
					)
			: schema,
	);
}

/** Not a list: to the schemas of objects a list is an object, in a policy never. */
function named<Output>(rule: string, schema: v.GenericSchema<unknown, Output>) {
	return v.lazy<v.GenericSchema<unknown, Output>>((input) =>
		Array.isArray(input) ? v.never(rule) : schema,
	);
}

const text = (rule: string) => v.pipe(v.string(rule), v.nonEmpty(rule));

/**
 * The last form is a CloudFront origin access identity, which S3 stores with its blanks.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
const awsPrincipal = v.pipe(
	v.string('A principal must be text.'),
	v.regex(
		/^(\*|\d{12}|arn:[\w-]+:(iam|sts)::\S+|A[A-Z]{3}[A-Z0-9]+|arn:[\w-]+:iam::cloudfront:user\/CloudFront Origin Access Identity \w+)$/,
		'An AWS principal is an ARN of IAM or STS, a 12-digit account number, or *.',
	),
);

const principalRule =
	'A principal is "*" or an object such as {"AWS": "arn:aws:iam::111122223333:role/NAME"}.';
const principalMap = (isEmptyAllowed: boolean) =>
	v.pipe(
		v.strictObject(
			{
				AWS: v.exactOptional(oneOrMany(awsPrincipal, isEmptyAllowed)),
				Service: v.exactOptional(
					oneOrMany(
						text('A service has a name such as "cloudtrail.amazonaws.com".'),
						isEmptyAllowed,
					),
				),
				Federated: v.exactOptional(
					oneOrMany(text('An identity provider must be text.'), isEmptyAllowed),
				),
				CanonicalUser: v.exactOptional(
					oneOrMany(text('A canonical user ID must be text.'), isEmptyAllowed),
				),
			},
			(issue) =>
				issue.expected === 'never'
					? 'A principal is one of AWS, Service, Federated and CanonicalUser.'
					: principalRule,
		),
		v.check(
			(map) => isEmptyAllowed || Object.keys(map).length > 0,
			'The principal is empty: it names nobody.',
		),
	);

type PrincipalOutput = '*' | v.InferOutput<ReturnType<typeof principalMap>>;

const principal = (isEmptyAllowed: boolean) =>
	v.lazy<v.GenericSchema<unknown, PrincipalOutput>>((input) =>
		typeof input === 'string'
			? v.literal(
					'*',
					'A principal other than "*" goes in an object, such as {"AWS": "arn:aws:iam::111122223333:role/NAME"}.',
				)
			: named(principalRule, principalMap(isEmptyAllowed)),
	);

const actionRule = 'An action is SERVICE:NAME, such as s3:GetObject, or *.';
const action = v.pipe(
	v.string(actionRule),
	v.regex(/^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?_-]+)$/, actionRule),
);

const resourceRule = 'A resource is an ARN, such as arn:aws:s3:::BUCKET/*, or *.';
const resource = v.pipe(v.string(resourceRule), v.regex(/^(\*|arn:.+)$/s, resourceRule));

const conditionValue = v.union(
	[v.string(), v.number(), v.boolean()],
	'A condition value must be text, a number, true or false.',
);

const operatorRule = 'An operator holds an object of condition keys and values.';
const conditionRule =
	'A condition is an object of operators, such as {"StringEquals": {"sts:ExternalId": "..."}}.';
const conditionBlock = (isEmptyAllowed: boolean) =>
	named(
		conditionRule,
		v.record(
			v.pipe(
				v.string(),
				v.regex(operators, 'This is not a condition operator, such as StringEquals.'),
			),
			named(
				operatorRule,
				v.record(
					text('A condition key has a name.'),
					oneOrMany(conditionValue, isEmptyAllowed),
					operatorRule,
				),
			),
			conditionRule,
		),
	);

const statementRule = 'A statement is an object.';
const statement = (isEmptyAllowed: boolean) =>
	v.pipe(
		v.strictObject(
			{
				Sid: v.exactOptional(v.string('A Sid must be text.')),
				Effect: v.picklist(['Allow', 'Deny'], 'Effect must be exactly Allow or Deny.'),
				Principal: v.exactOptional(principal(isEmptyAllowed)),
				NotPrincipal: v.exactOptional(principal(isEmptyAllowed)),
				Action: v.exactOptional(oneOrMany(action, isEmptyAllowed)),
				NotAction: v.exactOptional(oneOrMany(action, isEmptyAllowed)),
				Resource: v.exactOptional(oneOrMany(resource, isEmptyAllowed)),
				NotResource: v.exactOptional(oneOrMany(resource, isEmptyAllowed)),
				Condition: v.exactOptional(conditionBlock(isEmptyAllowed)),
			},
			(issue) =>
				issue.expected === 'never'
					? 'A statement has no such element.'
					: issue.expected === 'Object'
						? statementRule
						: 'A statement needs this element.',
		),
		v.check(
			({Principal, NotPrincipal}) => Principal === undefined || NotPrincipal === undefined,
			'A statement has Principal or NotPrincipal, not both.',
		),
		v.check(
			({Action, NotAction}) => (Action === undefined) !== (NotAction === undefined),
			'A statement has exactly one of Action and NotAction.',
		),
		v.check(
			({Resource, NotResource}) => Resource === undefined || NotResource === undefined,
			'A statement has Resource or NotResource, not both.',
		),
	);

const policyRule = 'A policy is an object with Version and Statement.';

/**
 * The policy language of AWS, what all four kinds of documents have in common.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const policySchema = (emptyLists: EmptyLists) =>
	named(
		policyRule,
		v.strictObject(
			{
				Version: v.exactOptional(
					v.picklist(
						['2012-10-17', '2008-10-17'],
						'Version is the version of the policy language, "2012-10-17", not a date of your own.',
					),
				),
				Id: v.exactOptional(v.string('Id must be text.')),
				Statement: oneOrMany(
					named(statementRule, statement(emptyLists !== 'none')),
					emptyLists === 'everywhere',
				),
			},
			(issue) =>
				issue.expected === 'never'
					? 'A policy has no such element; it has Version, Id and Statement.'
					: issue.expected === 'Object'
						? policyRule
						: 'A policy needs this element.',
		),
	);
